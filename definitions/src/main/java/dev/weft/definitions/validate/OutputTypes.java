package dev.weft.definitions.validate;

import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.expression.check.SchemaTypes;
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
import dev.weft.definitions.source.MapNode;
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
    private final Check check;
    private final TaskTree tree;
    private final @Nullable Map<String, Agent> agents;
    private final ScopeNames names;
    private final Map<Object, Type> schemas = new IdentityHashMap<>();
    private final Map<Object, Type> promises = new IdentityHashMap<>();
    private final Map<TaskPlace, Type> items = new IdentityHashMap<>();
    private final Map<TaskPlace, Type> each = new IdentityHashMap<>();
    private final Map<TaskPlace, Type> first = new IdentityHashMap<>();
    private final Map<TaskPlace, Type> outputs = new IdentityHashMap<>();

    OutputTypes(Check check, ScopeNames names) {
        this.check = check;
        this.tree = check.tree();
        this.agents = check.agents();
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

    /** Of the output of the turn before, or what the first one begins with; of a task without turns, of its only one. */
    Type before(TaskPlace place) {
        return first.getOrDefault(place, each(place));
    }

    /** Of the item of a {@code for_each}: with {@code batch} a list. */
    Type item(TaskPlace place) {
        Task task = place.draft().task();
        boolean batch = task != null && task.forEach() != null && task.forEach().batch() != null;
        return batch ? new ListOf(single(place)) : single(place);
    }

    /** Of one item of a {@code for_each}, before it is put into a batch. */
    Type single(TaskPlace place) {
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
        // Of what couldn't be read anything may follow.
        MapNode node = place.draft().node();
        Task task = node != null && check.problems().isDamaged(node.path())
                ? null
                : place.draft().task();
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
        if (repeat != null) {
            first.put(
                    place,
                    repeat.from() == null
                            ? Types.orNull(one)
                            : Types.join(one, of(repeat.from(), place, Place.BEFORE_TURNS)));
        }
    }

    private Type item(TaskPlace place, ForEach forEach) {
        return switch (Types.present(of(forEach.in(), place, Place.WHOLE))) {
            case ListOf list -> list.item();
            case Fields matrix -> {
                Map<String, Type> sides = new LinkedHashMap<>();
                matrix.fields().forEach((name, side) -> sides.put(name, Types.value(side)));
                yield new Fields(sides, Map.of(), matrix.others());
            }
            case MapOf matrix -> new MapOf(Types.value(matrix.value()));
            case Simple simple -> Simple.ANY;
            case Type.Words words -> Simple.ANY;
            case Type.OptionalOf optional -> Simple.ANY;
            case Type.OneOf oneOf -> Simple.ANY;
        };
    }

    private Type work(TaskPlace place, Work work) {
        return switch (work) {
            case Work.ActionCall call -> call(place, call);
            case Work.Block block -> {
                if (block.outputs() != null) {
                    yield templates(place, Place.BLOCK_OUTPUTS).fields(block.outputs());
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
        WrittenParameters written =
                WrittenParameters.of(call.parameters(), call.conditions().keySet());
        return given(call.action().output().given(written), place, call);
    }

    private Type given(Output output, TaskPlace place, Work.ActionCall call) {
        return switch (output) {
            case Output.Schema schema -> described(schema.schema());
            case Output.SameAs same ->
                same.pointers().stream()
                        .map(pointer -> below(call.parameters(), pointer, place))
                        .reduce(Types::join)
                        .orElse(Simple.NULL);
            case Output.Fields fields -> {
                Map<String, Type> types = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> types.put(name, given(field, place, call)));
                yield Fields.closed(types);
            }
            case Output.OneOf oneOf ->
                oneOf.choices().stream()
                        .map(choice -> given(choice, place, call))
                        .reduce(Types::join)
                        .orElse(Simple.ANY);
            case Output.Elsewhere elsewhere ->
                switch (elsewhere) {
                    case OF_AGENT -> agent(call);
                    case OF_WORKFLOW, UNKNOWN -> Simple.ANY;
                };
            case Output.ByParameters by ->
                throw new IllegalStateException("Expected what the parameters decide, but found a function of them");
        };
    }

    // Nothing holds an agent to what it declares.
    private Type agent(Work.ActionCall call) {
        Agent agent = agents != null && call.agent() instanceof Template.Literal name
                ? agents.get(String.valueOf(name.value()))
                : null;
        boolean computed = call.operation() != null && !(call.operation() instanceof Template.Literal);
        if (agent == null || computed) {
            return Simple.ANY;
        }
        String operation =
                call.operation() instanceof Template.Literal literal ? String.valueOf(literal.value()) : null;
        return agent.output(operation).map(this::promised).orElse(Simple.ANY);
    }

    // Many tasks have the same action or agent.
    private Type described(Map<String, ? extends @Nullable Object> schema) {
        return schemas.computeIfAbsent(schema, SchemaTypes::of);
    }

    private Type promised(Map<String, ? extends @Nullable Object> schema) {
        return promises.computeIfAbsent(schema, declared -> Types.unsure(SchemaTypes.of(declared)));
    }

    /** Of the parameter at a JSON pointer. */
    private Type below(Template parameters, String pointer, TaskPlace place) {
        Template at = parameters;
        for (String step : pointer.substring(1).split("/")) {
            String name = step.replace("~1", "/").replace("~0", "~");
            Template next = switch (at) {
                case Template.Fields fields -> fields.fields().get(name);
                case Template.Items items -> {
                    int index = name.matches("\\d{1,9}")
                            ? Integer.parseInt(name)
                            : items.items().size();
                    yield index < items.items().size() ? items.items().get(index) : null;
                }
                case Template.Literal literal -> null;
                case Template.Computed computed -> null;
                case Template.Text text -> null;
            };
            if (next == null) {
                return at instanceof Template.Computed ? Simple.ANY : Simple.NULL;
            }
            at = next;
        }
        return of(at, place, Place.ITEM);
    }

    /** Types of the values of each item or turn of a task. */
    TemplateTypes templates(TaskPlace place) {
        return templates(place, Place.ITEM);
    }

    private TemplateTypes templates(TaskPlace place, Place kind) {
        return new TemplateTypes(expression -> expression(expression, place, kind));
    }

    private Type of(Template template, TaskPlace place, Place kind) {
        return templates(place, kind).of(template);
    }

    private Type expression(Expression expression, TaskPlace place, Place kind) {
        ScalarNode anywhere = place.draft().key();
        ExpressionSite site =
                new ExpressionSite(expression, anywhere, 0, kind, place.draft().path(), Result.ANY, List.of());
        CheckedExpressions checked = names.checked();
        return (isInTurns(place) ? checked.soFar(site) : checked.of(site)).type();
    }

    // What repeats, or is in a block that does, may read its own output, the type of which is found from this one.
    private static boolean isInTurns(TaskPlace place) {
        for (TaskPlace at = place; at != null; at = at.level().owner()) {
            if (at.draft().node() != null && at.draft().node().entries().containsKey("repeat")) {
                return true;
            }
        }
        return false;
    }
}
