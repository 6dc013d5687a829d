package dev.weft.worker.interpreter.undo;

import dev.weft.definitions.action.builtin.WorkflowTrigger;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Compensation;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.plan.Planner;
import dev.weft.worker.interpreter.state.RunUndoing;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plans in which each task that starts a run, and ends with it, has a compensation: where the author gave none, {@link RunUndos}. */
public final class UndoablePlans {
    private UndoablePlans() {}

    /** The same plan where nothing is missing from it, else one with what is. */
    public static Plan of(Plan plan) {
        if (plan.tasks().stream().noneMatch(task -> isMissing(task.task()) && !undoes(plan, task))) {
            return plan;
        }
        Definition given = plan.definition();
        Definition whole = new Definition(
                given.id(),
                given.name(),
                given.description(),
                given.labels(),
                given.inputs(),
                given.policy(),
                given.requires(),
                given.defaults(),
                given.triggers(),
                tasks(given.tasks(), one -> isMissing(one) ? RunUndoing.OWN : one.compensation()),
                given.outputs());
        return Planner.plan(whole, plan.digest(), plan.later());
    }

    /** A task as its author wrote it. */
    public static Task given(Task task) {
        return task(
                task,
                one -> one.compensation() != null
                                && RunUndoing.is(one.compensation().task().work())
                        ? null
                        : one.compensation());
    }

    private static List<Task> tasks(List<Task> given, Function<Task, @Nullable Compensation> compensation) {
        return given.stream().map(one -> task(one, compensation)).toList();
    }

    /** What undoes something is not undone itself. */
    private static Task task(Task given, Function<Task, @Nullable Compensation> compensation) {
        Work work = switch (given.work()) {
            case Work.ActionCall call -> call;
            case Work.Block block -> new Work.Block(block.mode(), tasks(block.tasks(), compensation), block.outputs());
        };
        OnFailure onFailure = switch (given.onFailure()) {
            case OnFailure.Word word -> word;
            case OnFailure.Fallback instead -> new OnFailure.Fallback(task(instead.task(), compensation));
        };
        return new Task(
                given.id(),
                given.name(),
                given.description(),
                given.needs(),
                given.needsAll(),
                given.join(),
                given.when(),
                work,
                given.forEach(),
                given.repeat(),
                given.timeout(),
                given.heartbeat(),
                given.deadline(),
                given.sla(),
                given.retry(),
                onFailure,
                compensation.apply(given),
                given.concurrency(),
                given.cache(),
                given.placement(),
                given.resources());
    }

    private static boolean isMissing(Task task) {
        return task.compensation() == null
                && task.work() instanceof Work.ActionCall call
                && call.action().name().equals(WorkflowTrigger.SPEC.name())
                && !(call.parameters().fields().get("wait") instanceof Template.Literal wait
                        && Boolean.FALSE.equals(wait.value()));
    }

    private static boolean undoes(Plan plan, PlannedTask task) {
        PlannedTask at = task;
        while (at.role() != PlannedTask.Role.COMPENSATION && at.parent() >= 0) {
            at = plan.tasks().get(at.parent());
        }
        return at.role() == PlannedTask.Role.COMPENSATION;
    }
}
