package dev.weft.worker.interpreter.undo;

import dev.weft.definitions.model.Task;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.Calls;
import dev.weft.worker.interpreter.lease.LeasesAround;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunUndoing;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Call;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What undoes a task that has started runs, where its author says nothing else: those runs are undone themselves, the newest
 * first, each whole. So what they did is undone in its place among all that the run did, and so are the runs below them.
 */
public final class RunUndos {
    private static final Call.Retries ONCE = new Call.Retries(1, Duration.ZERO, 1, null, 0, List.of());

    private RunUndos() {}

    /** Whether a task, that may not have begun, is nothing that people need to be told of. */
    public static boolean isUnseen(PlannedTask planned, TaskState state) {
        return planned.task().id().equals(Task.COMPENSATE)
                && RunUndoing.is(planned.task().work())
                && (state.status() == TaskStatus.PENDING || state.status() == TaskStatus.SKIPPED);
    }

    /** Whether there is a run that a task has started, or may have, and that ends with it. */
    static boolean hasRuns(TaskState task) {
        Child child = task.child();
        return child != null && child.awaited() && !child.newestFirst().isEmpty();
    }

    /** The runs of a task, to be undone one after the other. */
    public static Calls.Prepared prepare(Turn turn, int index) {
        Child child = Objects.requireNonNull(turn.task(turn.parent(index)).child());
        return new Calls.Prepared.Ready(new Call(
                Call.UNDO_RUNS,
                Call.UNDO_RUNS,
                null,
                null,
                Map.of("runs", child.newestFirst(), "sure", child.begun()),
                Map.of(),
                null,
                null,
                ONCE,
                false));
    }

    /** Begins with the newest. */
    public static void start(Turn turn, int index, Call call) {
        undo(turn, index, runs(call).getFirst());
    }

    /** Takes the undoing of a run up that is under way. */
    public static void resume(Turn turn, int index) {
        Child child = Objects.requireNonNull(turn.task(index).child());
        String run = Objects.requireNonNull(child.run());
        if (child.begun()) {
            turn.effect(new Effect.AwaitChild(index, turn.path(index), run));
        } else {
            ask(turn, index, run);
        }
    }

    /** A run has ended: the next follows, where it is undone. */
    public static void ended(Turn turn, int index, ChildReport report) {
        TaskState task = turn.task(index);
        switch (report.status()) {
            case ROLLED_BACK -> {
                List<String> runs = runs(Objects.requireNonNull(task.call()));
                int next = runs.indexOf(report.run()) + 1;
                if (next < runs.size()) {
                    undo(turn, index, runs.get(next));
                } else {
                    TaskEnds.complete(turn, index, null);
                }
            }
            case COMPLETED, FAILED, CANCELLED, TIMED_OUT, TERMINATED -> TaskEnds.fail(turn, index, failure(report));
            case RUNNING, WAITING, PAUSED, ROLLING_BACK -> {
                // It hasn't ended: whoever says so is wrong.
            }
        }
    }

    private static void undo(Turn turn, int index, String run) {
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .child(new Child(run, false, true, List.of(), Map.of(), 0, 0, null))
                        .done());
        ask(turn, index, run);
    }

    private static void ask(Turn turn, int index, String run) {
        Map<String, ?> parameters =
                Objects.requireNonNull(turn.task(index).call()).parameters();
        // That an earlier attempt began another follows upon it.
        boolean sure = Boolean.TRUE.equals(parameters.get("sure"))
                || !run.equals(
                        runs(Objects.requireNonNull(turn.task(index).call())).getFirst());
        turn.effect(new Effect.UndoChild(index, run, LeasesAround.parent(turn, index, true), sure));
    }

    private static Failure failure(ChildReport report) {
        Failure error = report.error();
        if (error != null && error.code().equals("run_forgotten")) {
            return Failure.permanent(
                    "run_forgotten",
                    "Run '%s' ended too long ago to be undone: %s Undo by hand what it did, then complete this."
                            .formatted(report.run(), error.message()));
        }
        return Failure.permanent(
                error == null ? "rollback_incomplete" : error.code(),
                "Run '%s' was not undone, it is %s%s"
                        .formatted(report.run(), report.status(), error == null ? "." : ": " + error.message()));
    }

    private static List<String> runs(Call call) {
        List<String> runs = new ArrayList<>();
        for (Object run : (List<?>) Objects.requireNonNull(call.parameters().get("runs"))) {
            runs.add(String.valueOf(run));
        }
        return runs;
    }
}
