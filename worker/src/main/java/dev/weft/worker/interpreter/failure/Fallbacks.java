package dev.weft.worker.interpreter.failure;

import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.lease.LeaseFailures;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Inside;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.Objects;

/** What is done instead of a task that has failed: its outcome is the task's. */
public final class Fallbacks {
    private Fallbacks() {}

    public static void begin(Turn turn, int index, Failure failure) {
        TaskState task = turn.task(index);
        var edit = leaving(turn, task) ? task.edit().keepingItsPlace() : task.edit();
        if (task.status() != TaskStatus.RUNNING) {
            edit.by(TaskTrigger.START);
        }
        turn.put(
                index,
                edit.startedAt(turn.now)
                        .error(failure)
                        .call(null)
                        .choice(null)
                        .block(null)
                        .stopping(null)
                        .cached(null)
                        .inside(Inside.pending(Inside.Holds.FALLBACK, 1))
                        .done());
        turn.queued.remove(index);
        turn.ready(turn.nodes.fallback(index));
    }

    public static void ended(Turn turn, int index) {
        TaskState fallback = turn.task(turn.nodes.fallback(index));
        TaskState.Stop stopping = turn.task(index).stopping();
        if (stopping == TaskState.Stop.REPLACED) {
            TaskEnds.failForGood(turn, index, LeaseFailures.replaced(turn, index));
        } else if (stopping != null) {
            TaskEnds.cancel(turn, index);
        } else if (fallback.standing() == Standing.COMPLETED) {
            TaskEnds.complete(turn, index, fallback.status() == TaskStatus.COMPLETED ? fallback.output() : null);
        } else {
            Failure failure = both(Objects.requireNonNull(turn.task(index).error()), fallback);
            if (Holds.concern(turn, index)) {
                Holds.begin(turn, index, failure);
            } else {
                TaskEnds.failForGood(turn, index, failure);
            }
        }
    }

    /** What the task did itself is over: its agent is another's, and what it hasn't been granted it doesn't wait for any more. */
    private static boolean leaving(Turn turn, TaskState task) {
        return task.leases().stream().anyMatch(lease -> !lease.isPlace()) && turn.elsewhere.has(Change.FALLBACKS_LEAVE);
    }

    private static Failure both(Failure own, TaskState fallback) {
        Failure other = fallback.error();
        return other == null
                ? own
                : new Failure(
                        own.code(),
                        "%s Its fallback failed too, with %s: %s"
                                .formatted(own.message(), other.code(), other.message()),
                        own.retryable());
    }
}
