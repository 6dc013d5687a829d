package dev.weft.definitions.likeness;

import dev.weft.definitions.action.Trait;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.likeness.Likeness.Kind;
import dev.weft.definitions.model.ForEach;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Repeat;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the outputs of tasks: by what their actions and agents declare, and by what is done with them. One use. */
final class TaskLikeness {
    /** So many items tell more of a loop than one. */
    private static final int ITEMS = 2;

    private final OutputLikeness declared;
    private final Map<String, Likeness> works = new LinkedHashMap<>();
    private final Map<String, Likeness> events = new LinkedHashMap<>();
    private final Map<String, Likeness> started = new LinkedHashMap<>();

    TaskLikeness(OutputLikeness declared) {
        this.declared = declared;
    }

    /** Outputs of tasks that work outside of the run, by path. */
    Map<String, Likeness> works() {
        return works;
    }

    /** Events that tasks wait for, by path. */
    Map<String, Likeness> events() {
        return events;
    }

    /** Outputs of runs that tasks start, by path. */
    Map<String, Likeness> started() {
        return started;
    }

    /** Finds out what is known of tasks beside each other; the scope then knows them. */
    void tasks(List<Task> tasks, String prefix, LikenessScope scope) {
        Map<Task, Likeness> wholes = new LinkedHashMap<>();
        for (Task task : tasks) {
            Likeness whole = new Likeness();
            wholes.put(task, whole);
            scope.task(task.id(), whole);
        }
        wholes.forEach((task, whole) -> task(task, prefix + task.id(), scope, whole));
    }

    private void task(Task task, String path, LikenessScope scope, Likeness whole) {
        ExpressionLikeness around = new ExpressionLikeness(scope);
        around.condition(task.when(), false);
        LikenessScope inner = new LikenessScope(scope);
        Likeness each = task.forEach() == null ? whole : whole.is(Kind.LIST).item();
        if (task.forEach() != null) {
            items(task.forEach(), around, inner);
        }
        if (task.repeat() != null) {
            turns(task, task.repeat(), inner, each);
        }
        ExpressionLikeness here = new ExpressionLikeness(inner);
        work(task.work(), path, inner, here, each);
        setting(here, task.timeout(), Kind.DURATION);
        setting(around, task.deadline(), Kind.DURATION);
        setting(here, task.retry().maxAttempts(), Kind.INTEGER);
        setting(here, task.retry().delay(), Kind.DURATION);
        if (task.onFailure() instanceof OnFailure.Fallback fallback) {
            task(fallback.task(), path + '.' + Task.FALLBACK, new LikenessScope(scope), whole);
        }
        if (task.compensation() != null) {
            LikenessScope after = new LikenessScope(inner).with("output", each);
            task(task.compensation().task(), path + '.' + Task.COMPENSATE, after, new Likeness());
        }
    }

    private static void setting(ExpressionLikeness here, @Nullable Setting<?> setting, Kind kind) {
        if (setting instanceof Setting.Dynamic<?> dynamic) {
            here.of(dynamic.template()).is(kind);
        }
    }

    private static void items(ForEach loop, ExpressionLikeness around, LikenessScope inner) {
        Likeness in = around.of(loop.in());
        Likeness item;
        if (in.kind() == Kind.MAP) {
            // Every combination of one of each list.
            item = Likeness.of(Kind.MAP);
            Likeness each = item;
            in.found()
                    .fields()
                    .forEach((name, list) ->
                            Likeness.join(each.field(name), list.atLeast(ITEMS).item()));
        } else {
            item = in.atLeast(ITEMS).item();
        }
        if (loop.batch() != null) {
            Likeness batch = Likeness.of(Kind.LIST);
            Likeness.join(batch.item(), item);
            item = batch;
        }
        inner.with(loop.as(), item).with("index", Likeness.of(Kind.INTEGER));
        new ExpressionLikeness(inner).condition(loop.where(), true);
    }

    private static void turns(Task task, Repeat repeat, LikenessScope inner, Likeness each) {
        inner.task(task.id(), each).with("turn", Likeness.of(Kind.INTEGER));
        if (task.forEach() == null) {
            inner.with("index", Likeness.of(Kind.INTEGER));
        }
        ExpressionLikeness here = new ExpressionLikeness(inner);
        here.condition(repeat.test(), repeat.kind() == Repeat.Kind.UNTIL);
        setting(here, repeat.max(), Kind.INTEGER);
        setting(here, repeat.delay(), Kind.DURATION);
    }

    private void work(Work work, String path, LikenessScope inner, ExpressionLikeness here, Likeness each) {
        switch (work) {
            case Work.Block block -> {
                LikenessScope below = new LikenessScope(inner);
                tasks(block.tasks(), path + '.', below);
                Map<String, Template> outputs = block.outputs();
                if (outputs == null) {
                    block.tasks()
                            .forEach(task -> Likeness.join(
                                    each.field(task.id()), below.task(task.id()).field("output")));
                } else {
                    ExpressionLikeness within = new ExpressionLikeness(below);
                    outputs.forEach((name, output) -> Likeness.join(each.field(name), within.of(output)));
                }
            }
            case Work.ActionCall call -> call(call, path, inner, here, each);
        }
    }

    private void call(Work.ActionCall call, String path, LikenessScope inner, ExpressionLikeness here, Likeness each) {
        Likeness parameters = here.of(call.parameters());
        switch (call.action().name()) {
            case "transform" -> Likeness.join(each, parameters.field("value"));
            case "wait_for_event" -> {
                events.put(path, each);
                LikenessScope filter = new LikenessScope(inner).with("event", each);
                call.conditions()
                        .values()
                        .forEach(condition -> new ExpressionLikeness(filter).condition(condition, true));
                declared.tell(each, call);
                return;
            }
            case "workflow_trigger" -> started.put(path, each);
            default -> {
                if (call.action().trait() == Trait.WORK) {
                    works.put(path, each);
                    declared.parameters(parameters, call);
                }
            }
        }
        declared.tell(each, call);
        boolean meant = call.parameters().fields().get("fail_if_false") instanceof Template.Literal literal
                && Boolean.TRUE.equals(literal.value());
        call.conditions().values().forEach(condition -> here.condition(condition, meant));
    }
}
