package dev.weft.worker.interpreter;

import dev.weft.worker.interpreter.failure.SteeringRules;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.interpreter.undo.RollbackRules;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RefusedException;
import java.time.Instant;

/** What people may ask of a run. */
public final class ControlRules {
    private ControlRules() {}

    /**
     * What a command means for a run as it is.
     *
     * @throws RefusedException where it means nothing, or the run can't do it now
     */
    public static RunEvent event(RunLoop loop, RunState state, Control control, Instant now) {
        return switch (control.command()) {
            case "pause" -> new RunEvent.PauseAsked(now);
            case "resume" -> new RunEvent.ResumeAsked(now);
            case "cancel" -> {
                RollbackRules.checkCancel(state);
                yield new RunEvent.CancelAsked(now);
            }
            case "rollback", "undo" -> RollbackRules.event(loop, state, control, now);
            default ->
                SteeringRules.event(
                        loop,
                        state,
                        Steering.of(control.command())
                                .orElseThrow(() -> new RefusedException(
                                        RefusedException.Code.INVALID,
                                        "Expected a command 'pause', 'resume', 'cancel', 'rollback', 'undo', 'retry', 'skip', 'complete' or 'fail', but found '%s'."
                                                .formatted(control.command()))),
                        control,
                        now);
        };
    }
}
