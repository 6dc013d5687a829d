package dev.weft.worker.interpreter.failure;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.task.TaskState;
import java.time.Instant;

/** Which tasks a person may say something of, and when. Pure. */
public final class SteeringRules {
    private SteeringRules() {}

    /**
     * The event that a command means.
     *
     * @throws RefusedException where it doesn't apply
     */
    public static RunEvent event(RunLoop loop, RunState state, Steering how, Control control, Instant now) {
        int index = index(loop, state, control);
        TaskState task = state.tasks().get(index);
        if (!task.held()) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected a task that failed and waits for a person, but '%s' is %s."
                            .formatted(control.task(), task.status()));
        }
        checkOutput(how, control);
        return new RunEvent.TaskSteered(now, index, how, control.output(), control.by());
    }

    /** The task that a command means. */
    public static int index(RunLoop loop, RunState state, Control control) {
        if (control.task() == null || control.task().isBlank()) {
            throw new RefusedException(Code.INVALID, "Expected the path of a task in 'task', but found none.");
        }
        int index = state.nodes(loop.plan()).find(control.task(), state.tasks());
        if (index < 0) {
            throw new RefusedException(
                    Code.NOT_FOUND, "Expected a task of this run, but found '%s'.".formatted(control.task()));
        }
        return index;
    }

    public static void checkOutput(Steering how, Control control) {
        if (how == Steering.COMPLETE && Sizes.of(control.output()) > Sizes.MAX_VALUE) {
            throw new RefusedException(
                    Code.INVALID, Sizes.tooLarge("The output", control.output()).message());
        }
    }
}
