package dev.weft.worker.interpreter;

import dev.weft.worker.interpreter.attempt.Attempts;
import dev.weft.worker.interpreter.slice.Slices;
import dev.weft.worker.task.TaskState;

/** Ends a part of a run early: what has begun is stopped, what has not is cancelled, {@code join: always} still runs. */
public final class Stopping {
    private Stopping() {}

    /** Ends the attempt of a block, or a fallback, early; its end follows once all in it has ended. */
    public static void block(Turn turn, int index, TaskState.Stop why) {
        TaskState block = turn.task(index);
        if (block.stopping() != null && block.stopping() != TaskState.Stop.TIMEOUT) {
            return;
        }
        Clocks.stopOwn(turn, index);
        turn.put(index, turn.task(index).edit().stopping(why).done());
        inside(turn, index);
    }

    /** Ends early what a block or the run (-1) holds. */
    public static void inside(Turn turn, int holder) {
        turn.held(holder).forEach(child -> stop(turn, child));
    }

    /** Whether a part of the run that a task belongs to is being ended early, and the task with it. */
    public static boolean around(Turn turn, int index) {
        for (int at = index; !turn.runsWhateverHappens(at) && !turn.nodes.isCompensation(at); at = turn.parent(at)) {
            int holder = turn.parent(at);
            if (holder < 0) {
                return turn.ending != null || turn.rollback != null;
            }
            if (turn.task(holder).stopping() != null) {
                return true;
            }
        }
        return false;
    }

    private static void stop(Turn turn, int index) {
        TaskState task = turn.task(index);
        if (turn.runsWhateverHappens(index) || Slices.cleansUp(turn, index)) {
            return;
        }
        switch (task.status()) {
            case PENDING, WAITING -> {
                if (task.holdsOpenTasks()) {
                    block(turn, index, TaskState.Stop.CANCELLED);
                } else {
                    TaskEnds.cancel(turn, index);
                }
            }
            case RUNNING -> {
                if (task.holdsOpenTasks()) {
                    block(turn, index, TaskState.Stop.CANCELLED);
                } else {
                    Attempts.stop(turn, index, TaskState.Stop.CANCELLED);
                }
            }
            case COMPLETED, FAILED, SKIPPED, CANCELLED, COMPENSATED -> {}
        }
    }
}
