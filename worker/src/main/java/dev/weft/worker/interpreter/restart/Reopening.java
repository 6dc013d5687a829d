package dev.weft.worker.interpreter.restart;

import dev.weft.worker.interpreter.Leftovers;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Step;
import dev.weft.worker.interpreter.undo.RollbackRules;
import dev.weft.worker.interpreter.undo.Rollbacks;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A run that has ended is open once more, as it was, to be undone: whole, or to a checkpoint from which it goes on. What a
 * run that was ended by force had under way is still under way in it: it is stopped first, as in any undoing. Pure.
 */
public final class Reopening {
    private Reopening() {}

    /**
     * The same run, about to go back.
     *
     * @throws RefusedException where that doesn't apply
     */
    public static RunState rolledBack(RunLoop loop, RunState state, Control control, Instant now) {
        Instant began = state.began();
        if (began == null) {
            throw new RefusedException(Code.CONFLICT, Revival.NOTHING_DONE + ", but this one ended before it began.");
        }
        ParentRun above = loop.facts().request().parent();
        if (state.around() != null && above != null && !control.command().equals("undo")) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "This run did a part of the items of '%s', which takes its end. Have that run go back."
                            .formatted(above.run()));
        }
        RunState open = open(state, began);
        RunEvent.RollbackAsked asked = RollbackRules.event(loop, open, control, now);
        Turn turn = loop.turn(open, now);
        turn.telling.controlled(control);
        for (int node : turn.nodes.all(open.tasks())) {
            putBack(turn, node);
        }
        Rollbacks.asked(turn, asked);
        if (!isUnbegun(state)) {
            turn.rollback = Objects.requireNonNull(turn.rollback).ofEnded();
        }
        Step step = turn.done();
        return step.state().telling(step.facts());
    }

    private static RunState open(RunState state, Instant began) {
        // What a run held that was ended by force is another's by now. One that had claimed it has begun nothing.
        return state.opened(began, isUnbegun(state) ? state.leases() : List.of());
    }

    /** Whether it waits for its leases with nothing done. */
    private static boolean isUnbegun(RunState state) {
        return state.waitsForLease() && state.again() == null;
    }

    /** A compensation that was under way is made again: under the same key, unless it had failed for good. */
    static void putBack(Turn turn, int node) {
        TaskState task = turn.task(node);
        if (turn.nodes.isCompensation(node)
                && (task.status() == TaskStatus.RUNNING || task.status() == TaskStatus.WAITING)) {
            Leftovers.renew(turn, node);
            int execution = task.execution() + (task.held() ? 1 : 0);
            turn.putAside(node, turn.task(node).edit().execution(execution).done());
        }
    }
}
