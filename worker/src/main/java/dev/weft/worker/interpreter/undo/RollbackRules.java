package dev.weft.worker.interpreter.undo;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.protocol.RunUndo;
import java.time.Instant;

/** To which checkpoints a run may go back, and when. Pure. */
public final class RollbackRules {
    private RollbackRules() {}

    /**
     * The event that the wish means: {@code undo} all, or {@code rollback} to a checkpoint as {@link Checkpoints} names it,
     * without a name to the last before the first failure.
     *
     * @throws RefusedException where it doesn't apply
     */
    public static RunEvent.RollbackAsked event(RunLoop loop, RunState state, Control control, Instant now) {
        if (state.rollback() != null) {
            throw new RefusedException(
                    Code.CONFLICT, "The run is being rolled back already. Wait for that, or see what it waits for.");
        }
        if (state.ending() != null) {
            throw new RefusedException(
                    Code.CONFLICT, "The run is being ended: it is about to be %s.".formatted(state.ending()));
        }
        if (control.command().equals("undo")) {
            checkIsWhole(loop, state, control);
            return new RunEvent.RollbackAsked(now, -1, control.by());
        }
        String checkpoint = control.task();
        int last = checkpoint == null ? last(loop, state) : find(loop, state, checkpoint);
        return new RunEvent.RollbackAsked(now, last, control.by());
    }

    /**
     * That a run may be cancelled.
     *
     * @throws RefusedException where it may not
     */
    public static void checkCancel(RunState state) {
        if (state.rollback() != null && state.rollback().isOfAll()) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "The run is being undone, and ends with that. Pause it to hold that up, or terminate it to leave it as it is.");
        }
    }

    /** What does a slice of another run is undone with that one alone. */
    private static void checkIsWhole(RunLoop loop, RunState state, Control control) {
        ParentRun above = loop.facts().request().parent();
        if (state.around() != null && above != null && !control.by().startsWith(RunUndo.BY)) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "This run does a part of the items of '%s'. Have that run undone.".formatted(above.run()));
        }
    }

    private static int last(RunLoop loop, RunState state) {
        int last = Checkpoints.last(loop, state);
        if (last < 0) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected a task that completed before the first failure, but there is none: the run has no checkpoint to go back to.");
        }
        return last;
    }

    private static int find(RunLoop loop, RunState state, String checkpoint) {
        int found = state.nodes(loop.plan()).find(checkpoint, state.tasks());
        if (found < 0) {
            throw new RefusedException(
                    Code.NOT_FOUND, "Expected a checkpoint of this run, but found '%s'.".formatted(checkpoint));
        }
        if (!Checkpoints.nodes(loop, state).contains(found)) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected a task that completed, as only such are checkpoints, but '%s' is %s."
                            .formatted(checkpoint, state.tasks().get(found).status()));
        }
        return found;
    }
}
