package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.expression.check.ExpressionChecker;
import dev.weft.definitions.expression.check.Type;
import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.check.Types;
import dev.weft.definitions.model.ForEach;
import dev.weft.definitions.model.Repeat;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.ExpressionSite.Place;
import dev.weft.definitions.parse.ExpressionSite.Result;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.source.ScalarNode;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Types of what tasks give: by their action's schema, by what a block holds, by what a loop goes over. Worked out once,
 * each task after those that it needs, so that no chain of tasks is too long; what stands on a cycle is of any type.
 */
final class OutputTypes {
    private final TaskTree tree;
    private final ScopeNames names;
    private final Map<TaskPlace, Type> items = new IdentityHashMap<>();
    private final Map<TaskPlace, Type> each = new IdentityHashMap<>();
    private final Map<TaskPlace, Type> outputs = new IdentityHashMap<>();

    OutputTypes(TaskTree tree, ScopeNames names) {
        this.tree = tree;
        this.names = names;
    }

    /** Of the output of a task as a whole. */
    Type output(TaskPlace place) {
        return outputs.getOrDefault(place, Simple.ANY);
    }

    /** Of the output of one item or turn, and of the task where it is done once. */
    Type each(TaskPlace place) {
        return each.getOrDefault(place, Simple.ANY);
    }

    /** Of the item of a {@code for_each}. */
    Type item(TaskPlace place) {
        return items.getOrDefault(place, Simple.ANY);
    }

    /** Works all of them out. */
    void compute() {
        compute(tree.top());
    }

    private void compute(@Nullable Level level) {
        if (level == null) {
            return;
        }
        for (int index : level.graph().order()) {
            TaskPlace place = tree.find(level.graph().tasks().get(index).path());
            if (place != null) {
                compute(place);
            }
        }
    }

    private void compute(TaskPlace place) {
        Task task = place.draft().task();
        if (task != null && task.forEach() != null) {
            items.put(place, item(place, task.forEach()));
        }
        compute(tree.below(place, Level.Relation.BLOCK));
        Type one = task == null ? Simple.ANY : work(place, task.work());
        each.put(place, one);
        compute(tree.below(place, Level.Relation.COMPENSATION));
        Level fallback = tree.below(place, Level.Relation.FALLBACK);
        compute(fallback);
        Type whole = task != null && task.forEach() != null ? new ListOf(one) : one;
        if (fallback != null) {
            TaskPlace instead = tree.find(fallback.graph().tasks().getFirst().path());
            whole = Types.join(whole, instead == null ? Simple.ANY : output(instead));
        }
        outputs.put(place, whole);
        // Before its first turn ends, a task that repeats has what it begins with.
        Repeat repeat = task == null ? null : task.repeat();
        if (repeat != null && repeat.from() != null) {
            each.put(place, Types.join(one, of(repeat.from(), place, Place.WHERE)));
        }
    }

    private Type item(TaskPlace place, ForEach forEach) {
        Type type = of(forEach.in(), place, Place.WHOLE);
        Type item = switch (type) {
            case ListOf list -> list.item();
            case Fields matrix -> {
                Map<String, Type> sides = new LinkedHashMap<>();
                matrix.fields().forEach((name, side) -> sides.put(name, Types.value(side)));
                yield new Fields(sides, Map.of(), matrix.open());
            }
            case MapOf matrix -> new MapOf(Types.value(matrix.value()));
            case Simple simple -> Simple.ANY;
            case Type.OptionalOf optional -> Simple.ANY;
        };
        return forEach.batch() == null ? item : new ListOf(item);
    }

    private Type work(TaskPlace place, Work work) {
        return switch (work) {
            case Work.ActionCall call -> call(place, call);
            case Work.Block block -> {
                if (block.outputs() != null) {
                    yield fields(block.outputs(), place, Place.BLOCK_OUTPUTS);
                }
                Map<String, Type> inner = new LinkedHashMap<>();
                Map<String, TaskDraft> tasks = place.draft().tasks();
                (tasks == null ? Map.<String, TaskDraft>of() : tasks).forEach((id, draft) -> {
                    TaskPlace below = tree.find(draft.path());
                    inner.put(id, below == null ? Simple.ANY : output(below));
                });
                yield Fields.closed(inner);
            }
        };
    }

    private Type call(TaskPlace place, Work.ActionCall call) {
        if (call.action().name().equals("transform")) {
            Template value = call.parameters().fields().get("value");
            return value == null ? Simple.ANY : of(value, place, Place.ITEM);
        }
        return Simple.ANY;
    }

    private Type of(Template template, TaskPlace place, Place kind) {
        return switch (template) {
            case Template.Literal literal -> value(literal.value());
            case Template.Computed computed -> expression(computed.expression(), place, kind);
            case Template.Text text -> Simple.STRING;
            case Template.Items items ->
                new ListOf(items.items().stream()
                        .map(item -> of(item, place, kind))
                        .reduce(Types::join)
                        .orElse(Simple.NOTHING));
            case Template.Fields fields -> fields(fields.fields(), place, kind);
        };
    }

    private Type fields(Map<String, Template> templates, TaskPlace place, Place kind) {
        Map<String, Type> fields = new LinkedHashMap<>();
        templates.forEach((name, template) -> fields.put(name, of(template, place, kind)));
        return Fields.closed(fields);
    }

    private Type expression(Expression expression, TaskPlace place, Place kind) {
        ScalarNode anywhere = place.draft().key();
        ExpressionSite site =
                new ExpressionSite(expression, anywhere, 0, kind, place.draft().path(), Result.ANY, List.of());
        return Json.type(
                ExpressionChecker.check(expression.text(), names.of(site)).type());
    }

    private static Type value(@Nullable Object value) {
        return switch (value) {
            case null -> Simple.NULL;
            case Boolean flag -> Simple.BOOLEAN;
            case Long number -> Simple.INTEGER;
            case Double number -> Simple.DECIMAL;
            case String text -> Simple.STRING;
            default -> Simple.ANY;
        };
    }
}
