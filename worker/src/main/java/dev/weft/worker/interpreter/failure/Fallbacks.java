package dev.weft.worker.interpreter.failure;

import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
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
        var edit = task.edit();
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
        if (turn.task(index).stopping() != null) {
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
