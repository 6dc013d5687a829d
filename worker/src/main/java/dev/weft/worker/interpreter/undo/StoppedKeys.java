package dev.weft.worker.interpreter.undo;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.TaskState;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Keys of what an undoing has stopped, and is open only for what runs whatever happens and has not begun: that comes after the
 * undoing. What ends before that, or undoes, may wait for such a key, and with it the whole run. So it is given back, and
 * claimed anew before anything in the task goes on, as {@link Reopened} does it.
 */
final class StoppedKeys {
    private StoppedKeys() {}

    /** Gives back those that do nothing now; tells whether there were any. */
    static boolean giveBack(Turn turn) {
        BitSet busy = busy(turn);
        List<Integer> idle = IntStream.range(0, turn.size())
                .filter(task -> hasKey(turn.task(task)) && !busy.get(task) && !goesOn(turn, task))
                .boxed()
                .toList();
        if (idle.isEmpty() || !turn.elsewhere.has(Change.STOPPED_GIVES_BACK)) {
            return false;
        }
        idle.forEach(task -> giveBack(turn, task));
        return true;
    }

    /** What is under way or about to go on, and all that holds it. */
    private static BitSet busy(Turn turn) {
        BitSet busy = new BitSet();
        for (int task = 0; task < turn.size(); task++) {
            TaskState state = turn.task(task);
            if ((hasBegun(state) && !state.holdsOpenTasks()) || Rollbacks.isAboutToGoOn(turn, task)) {
                for (int at = task; at >= 0; at = turn.parent(at)) {
                    busy.set(at);
                }
            }
        }
        return busy;
    }

    /** Whether a task that is open has its key, or has claimed it. */
    private static boolean hasKey(TaskState task) {
        return hasBegun(task) && task.holdsOpenTasks() && task.lease(WeftLease.Kind.TASK) != null;
    }

    private static boolean hasBegun(TaskState task) {
        return task.status() == TaskStatus.RUNNING || task.status() == TaskStatus.WAITING;
    }

    /** Whether it, or what holds it, isn't stopped, as it runs whatever happens. */
    private static boolean goesOn(Turn turn, int task) {
        int at = task;
        while (at >= 0 && !turn.runsWhateverHappens(at)) {
            at = turn.parent(at);
        }
        return at >= 0;
    }

    private static void giveBack(Turn turn, int task) {
        TaskState before = turn.task(task);
        turn.put(
                task,
                TaskState.pending(0)
                        .edit()
                        .attempts(before.attempts())
                        .execution(before.execution())
                        .startedAt(Objects.requireNonNull(before.startedAt()))
                        .error(before.error())
                        .child(before.child())
                        .block(before.block())
                        .loop(before.loop())
                        .inside(before.inside())
                        .deadline(before.deadline())
                        .sla(before.sla())
                        .stopping(before.stopping())
                        .cached(before.cached())
                        .done());
        turn.ready(task);
    }
}
