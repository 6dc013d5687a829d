package dev.weft.worker.interpreter.undo;

import dev.weft.definitions.action.Trait;
import dev.weft.definitions.model.Compensation;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.Leftovers;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.RunUndoing;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is undone, and by what: each execution of a task, item or turn that completed, by its compensation. A task without
 * one is not; one that starts a run has one always, see {@link RunUndos}.
 */
public final class Undos {
    private Undos() {}

    /**
     * What is to be undone, newest first.
     *
     * @param order of the last end that stays; 0 for none
     */
    static List<Integer> after(Turn turn, int order) {
        return turn.nodes.executions(turn.tasks).stream()
                .filter(task -> isToUndo(turn, task) && order(turn, task) > order)
                .sorted(Comparator.comparing((Integer task) -> order(turn, task))
                        .reversed())
                .toList();
    }

    /** A task that is being stopped, and of which something must still run, comes before all that has ended. */
    private static int order(Turn turn, int task) {
        TaskState state = turn.task(task);
        return state.status().ended() ? state.order() : Integer.MAX_VALUE;
    }

    /** Whether a task has something to undo that is not undone. */
    public static boolean isToUndo(Turn turn, int task) {
        if (turn.nodes.isSlice(task)) {
            return isSliceToUndo(turn, task);
        }
        Compensation compensation = turn.planned(task).task().compensation();
        if (compensation == null
                || turn.task(task).isTaken()
                || turn.nodes.loops(task)
                || isOfAnother(turn, task)
                || turn.task(turn.nodes.compensation(task)).status() == TaskStatus.COMPLETED) {
            return false;
        }
        TaskState state = turn.task(task);
        if (RunUndoing.is(compensation.task().work()) && !RunUndos.hasRuns(state)) {
            return false;
        }
        return switch (compensation.after()) {
            case SUCCESS -> hasCompleted(turn, task);
            case ATTEMPT -> hasCompleted(turn, task) || (state.attempts() > 0 && isOver(state));
        };
    }

    /** Whether the run has taken its end over of another, or the ends of what is in it and done nothing there itself. */
    private static boolean isOfAnother(Turn turn, int task) {
        TaskState state = turn.task(task);
        if (state.keptOf() != null || !turn.planned(task).isBlock()) {
            return state.keptOf() != null;
        }
        boolean any = false;
        for (int one : turn.nodes.executions(task, turn.tasks)) {
            TaskState inner = turn.task(one);
            any |= inner.keptOf() != null;
            boolean works = turn.planned(one).task().work() instanceof Work.ActionCall call
                    && call.action().trait() != Trait.PURE
                    && !turn.nodes.loops(one);
            if (works && inner.keptOf() == null && (inner.attempts() > 0 || inner.status() == TaskStatus.COMPLETED)) {
                return false;
            }
        }
        return any;
    }

    /** Whether something may have been done in a slice: what that was is known to its runs. */
    private static boolean isSliceToUndo(Turn turn, int slice) {
        int undoing = turn.nodes.compensation(slice);
        TaskState state = turn.task(slice);
        return undoing >= 0
                && turn.task(undoing).status() != TaskStatus.COMPLETED
                && RunUndos.hasRuns(state)
                && isOver(state);
    }

    private static boolean isOver(TaskState state) {
        return state.status().ended() || state.stopping() != null;
    }

    /** Whether it has itself, not what was done instead. */
    private static boolean hasCompleted(Turn turn, int task) {
        int fallback = turn.nodes.fallback(task);
        return turn.task(task).status() == TaskStatus.COMPLETED
                && (fallback < 0 || turn.task(fallback).standing() != Standing.COMPLETED);
    }

    /** Whether a task's own compensation has undone it. */
    public static boolean wasUndone(Turn turn, int task) {
        int compensation = turn.nodes.compensation(task);
        return turn.task(task).status() == TaskStatus.COMPENSATED
                && compensation >= 0
                && turn.task(compensation).status() == TaskStatus.COMPLETED;
    }

    /** What a compensation sees as {@code output}. */
    public static @Nullable Object output(Turn turn, int task) {
        return hasCompleted(turn, task) ? turn.task(task).output() : null;
    }

    /** Lets a compensation begin. One of an earlier undoing that a person passed over is done anew. */
    static void begin(Turn turn, int compensation) {
        if (turn.task(compensation).status() == TaskStatus.PENDING) {
            turn.ready(compensation);
        } else {
            Leftovers.again(turn, compensation);
        }
    }

    /**
     * A task is undone, and with it what holds it, where nothing else in that is left.
     *
     * @param left what is still to be undone
     */
    static void undone(Turn turn, int task, List<Integer> left) {
        if (turn.task(task).status().ended()) {
            turn.putAside(task, turn.task(task).edit().by(TaskTrigger.UNDO).done());
        }
        boolean inFailed = false;
        for (int at = turn.parent(task); at >= 0; at = turn.parent(at)) {
            TaskStatus status = turn.task(at).status();
            boolean isDone = !isAround(turn, at, left) && !isToUndo(turn, at);
            if (status == TaskStatus.COMPLETED && isDone) {
                if (inFailed && !turn.elsewhere.has(Change.UNDOES_AROUND_FAILED)) {
                    return;
                }
                turn.putAside(at, turn.task(at).edit().by(TaskTrigger.UNDO).done());
            } else if (status.ended() && status != TaskStatus.COMPLETED && status != TaskStatus.COMPENSATED && isDone) {
                // Such as an item whose failure was tolerated: it stays what it is.
                inFailed |= !turn.nodes.isAttempt(at);
            } else if (status != TaskStatus.COMPENSATED && !turn.nodes.isAttempt(at)) {
                return;
            }
        }
    }

    private static boolean isAround(Turn turn, int holder, List<Integer> tasks) {
        for (int task : tasks) {
            int at = task;
            while (at >= 0 && at != holder) {
                at = turn.parent(at);
            }
            if (at == holder) {
                return true;
            }
        }
        return false;
    }

    /** The task that a compensation, or something in it, undoes; -1 for none. */
    public static int undoneBy(Turn turn, int asking) {
        int at = asking;
        while (at >= 0 && !turn.nodes.isCompensation(at)) {
            at = turn.parent(at);
        }
        return at < 0 ? -1 : turn.parent(at);
    }
}
