package dev.weft.worker.interpreter;

import dev.weft.definitions.model.OnFailure;
import dev.weft.worker.interpreter.cache.Results;
import dev.weft.worker.interpreter.failure.Fallbacks;
import dev.weft.worker.interpreter.failure.Holds;
import dev.weft.worker.interpreter.large.Elsewhere;
import dev.weft.worker.interpreter.undo.Rollbacks;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskTrigger;
import org.jspecify.annotations.Nullable;

/** How tasks end, and what follows from that at once. */
public final class TaskEnds {
    private TaskEnds() {}

    /** The task is done and has its output. */
    public static void complete(Turn turn, int task, @Nullable Object whole) {
        Object output;
        try {
            output = turn.elsewhere.keep("The output of '" + turn.path(task) + "'", whole);
        } catch (Elsewhere.NotKeptException e) {
            fail(turn, task, e.failure());
            return;
        }
        completeAsItIs(turn, task, output);
    }

    /** As the other, with an output that is as the run is to hold it. */
    public static void completeAsItIs(Turn turn, int task, @Nullable Object output) {
        Clocks.stop(turn, task);
        Results.keep(turn, task, output);
        turn.put(
                task,
                turn.task(task)
                        .edit()
                        .by(TaskTrigger.COMPLETE)
                        .startedAt(turn.now)
                        .endedAt(turn.now)
                        .standing(Standing.COMPLETED)
                        .output(output)
                        .done());
    }

    /** The task failed after all of its attempts; its {@code on_failure} says what that means. */
    public static void fail(Turn turn, int task, Failure failure) {
        Clocks.stop(turn, task);
        turn.ready.remove(task);
        if (turn.nodes.fallback(task) >= 0 && !Stopping.around(turn, task)) {
            Fallbacks.begin(turn, task, failure);
        } else if (Holds.concern(turn, task)) {
            Holds.begin(turn, task, failure);
        } else {
            boolean undone = Rollbacks.concern(turn, task);
            failForGood(turn, task, failure);
            if (undone) {
                Rollbacks.byFailure(turn, RunLifecycle.failureOf(turn, task));
            }
        }
    }

    /** The task failed, and nothing is done instead. */
    public static void failForGood(Turn turn, int task, Failure failure) {
        var edit = turn.task(task).edit();
        if (turn.nodes.isWhole(task) && turn.planned(task).task().onFailure() == OnFailure.Word.SKIP) {
            edit.by(TaskTrigger.SKIP)
                    .standing(Standing.COMPLETED)
                    .reason("failed with " + failure.code() + ": " + failure.message());
        } else {
            edit.by(TaskTrigger.FAIL).standing(Standing.FAILED);
        }
        turn.put(task, edit.startedAt(turn.now).endedAt(turn.now).error(failure).done());
    }

    /** The task is not done, for a reason that people read. */
    public static void skip(Turn turn, int task, Standing standing, String reason) {
        turn.put(
                task,
                turn.task(task)
                        .edit()
                        .by(TaskTrigger.SKIP)
                        .endedAt(turn.now)
                        .standing(standing)
                        .reason(reason)
                        .done());
    }

    /** The task ends as it was asked to. */
    public static void cancel(Turn turn, int task) {
        Clocks.stop(turn, task);
        turn.put(
                task,
                turn.task(task)
                        .edit()
                        .by(TaskTrigger.CANCEL)
                        .endedAt(turn.now)
                        .standing(Standing.FAILED)
                        .done());
    }
}
