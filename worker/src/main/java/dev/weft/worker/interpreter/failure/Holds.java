package dev.weft.worker.interpreter.failure;

import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.OnFailure;
import dev.weft.worker.interpreter.Leftovers;
import dev.weft.worker.interpreter.Stopping;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.Objects;

/** Tasks that have failed under {@code on_failure: pause}: a person says what becomes of each. */
public final class Holds {
    private Holds() {}

    /** Whether a failure of a task is put before a person. */
    public static boolean concern(Turn turn, int index) {
        OnFailure onFailure = turn.planned(index).task().onFailure();
        return turn.nodes.isWhole(index)
                && (onFailure == OnFailure.Word.PAUSE
                        || (turn.nodes.isCompensation(index) && onFailure != OnFailure.Word.SKIP))
                && !Stopping.around(turn, index);
    }

    public static void begin(Turn turn, int index, Failure failure) {
        turn.queued.remove(index);
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.HOLD)
                        .startedAt(turn.now)
                        .error(failure)
                        .call(null)
                        .choice(null)
                        .block(null)
                        .stopping(null)
                        .reason(reason(failure))
                        .held()
                        .done());
    }

    static String reason(Failure failure) {
        return "a person, who may retry, skip, complete or fail it: it failed with %s: %s"
                .formatted(failure.code(), failure.message());
    }

    public static void decided(Turn turn, RunEvent.TaskSteered event) {
        int index = event.task();
        TaskState task = turn.task(index);
        if (!task.held()) {
            return;
        }
        switch (event.how()) {
            case RETRY -> Leftovers.again(turn, index);
            case SKIP -> TaskEnds.skip(turn, index, Standing.COMPLETED, "skipped by " + event.by());
            case COMPLETE -> TaskEnds.complete(turn, index, Values.normalise(event.output()));
            case FAIL -> {
                turn.failureStands |= RunFailures.isHeld(turn, index);
                TaskEnds.failForGood(turn, index, Objects.requireNonNull(task.error()));
            }
        }
    }
}
