package dev.weft.worker.interpreter.restart;

import dev.weft.definitions.diff.Difference;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.plan.Plan;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.failure.SteeringRules;
import dev.weft.worker.interpreter.state.Kept;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * States from which a run begins once more: it goes its way from the beginning, and what is kept of how its tasks ended
 * before needn't be done again. Pure.
 */
public final class Reviving {
    private Reviving() {}

    /**
     * The same run, after its end: a person has said what becomes of one of its tasks. What needs that task is decided anew,
     * all else is as it was.
     *
     * @throws RefusedException where it doesn't apply
     */
    public static RunState steered(RunLoop loop, RunState state, Steering how, Control control, Instant now) {
        checkIsWhole(loop, state);
        int index = SteeringRules.index(loop, state, control);
        SteeringRules.checkOutput(how, control);
        TaskState task = state.tasks().get(index);
        checkHasNotGoneWell(how, control, task);
        Map<String, Kept> kept = Keeping.but(loop, state, now, index);
        TaskState decided = decided(task, how, control, now);
        if (decided != null) {
            kept.put(state.nodes(loop.plan()).path(index), new Kept(null, decided));
        }
        return RunState.initial(loop.plan()).keeping(kept).following(state);
    }

    /**
     * Another run, of the same or another revision, with the same or other inputs: what completed holds where all that it
     * depends on comes out the same.
     *
     * @param next what the other run is started with
     * @param plan of it
     * @param from path of the task from which on all is done again; {@code null} for none
     * @throws RefusedException where neither has such a task
     */
    public static RunState restarted(
            RunLoop loop, RunState state, RunRequest next, Plan plan, @Nullable String from, Instant now) {
        checkIsWhole(loop, state);
        Set<Integer> again = from == null ? Set.of() : named(loop, state, from);
        if (from != null && again.isEmpty() && plan.task(from).isEmpty()) {
            throw new RefusedException(
                    Code.NOT_FOUND, "Expected a task of this run to restart from, but found '%s'.".formatted(from));
        }
        RunRequest before = loop.facts().request();
        boolean sameInputs = before.inputs().equals(next.inputs())
                && Objects.equals(
                        loop.plan().definition().inputs(), plan.definition().inputs());
        Set<String> changed =
                plan == loop.plan() ? Set.of() : Difference.changed(loop.plan().definition(), plan.definition());
        return RunState.initial(plan).keeping(Keeping.underDigests(loop, state, now, again, changed, sameInputs));
    }

    /** What does a part of the items of another run begins with that one alone. */
    private static void checkIsWhole(RunLoop loop, RunState state) {
        ParentRun parent = loop.facts().request().parent();
        if (state.around() != null && parent != null) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "This run did a part of the items of '%s'. Retry '%s' there, or restart that run."
                            .formatted(parent.run(), parent.task()));
        }
    }

    /** A path with numbers is of one item or turn, one without of all. */
    private static Set<Integer> named(RunLoop loop, RunState state, String from) {
        Nodes nodes = state.nodes(loop.plan());
        Set<Integer> found = new LinkedHashSet<>();
        int one = nodes.find(from, state.tasks());
        if (one >= 0) {
            found.add(one);
        }
        for (int node : nodes.all(state.tasks())) {
            if (nodes.isWhole(node) && nodes.planned(node).path().equals(from)) {
                found.add(node);
            }
        }
        return found;
    }

    private static void checkHasNotGoneWell(Steering how, Control control, TaskState task) {
        boolean failed =
                task.status() == TaskStatus.FAILED || (task.status() == TaskStatus.SKIPPED && task.error() != null);
        boolean open = !task.status().ended() || task.status() == TaskStatus.CANCELLED;
        if (!failed && !open) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected a task that failed or was stopped, but '%s' is %s%s. To have it done again, restart the run from it: a new run begins."
                            .formatted(
                                    control.task(),
                                    task.status(),
                                    task.reason() == null ? "" : " (" + task.reason() + ")"));
        }
        if (how == Steering.FAIL && failed) {
            throw new RefusedException(Code.CONFLICT, "Task '%s' has failed already.".formatted(control.task()));
        }
    }

    private static @Nullable TaskState decided(TaskState task, Steering how, Control control, Instant now) {
        var edit = TaskState.pending(0).edit().startedAt(Objects.requireNonNullElse(task.startedAt(), now));
        edit.attempts(task.attempts()).error(task.error()).endedAt(now);
        return switch (how) {
            case RETRY -> null;
            case SKIP ->
                edit.by(TaskTrigger.SKIP)
                        .standing(Standing.COMPLETED)
                        .reason("skipped by " + control.by())
                        .done();
            case COMPLETE ->
                edit.by(TaskTrigger.COMPLETE)
                        .standing(Standing.COMPLETED)
                        .output(Values.normalise(control.output()))
                        .done();
            case FAIL ->
                edit.by(TaskTrigger.FAIL)
                        .standing(Standing.FAILED)
                        .error(Failure.permanent("failed", "'%s' failed it.".formatted(control.by())))
                        .done();
        };
    }
}
