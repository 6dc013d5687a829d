package dev.weft.worker.interpreter.undo;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.Scheduling;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.lease.LeaseFailures;
import dev.weft.worker.interpreter.lease.TaskLeases;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.BlockCall;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.Inside;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;

/**
 * What a rollback to a checkpoint has opened again that needs a key: it is PENDING with what it holds, then claims its key, as all
 * that it had was given back; nothing in it begins, and no clock of it runs, before it has that.
 */
public final class Reopened {
    private Reopened() {}

    /** Whether what is about to be opened waits for a key: its own, or one around it. */
    static boolean mustWait(Turn turn, int index) {
        if (!turn.nodes.isWhole(index)) {
            return false;
        }
        for (int at = index; at >= 0; at = turn.parent(at)) {
            if (needsKey(turn, at)) {
                return turn.elsewhere.has(Change.REOPENED_CLAIM);
            }
        }
        return false;
    }

    private static boolean needsKey(Turn turn, int index) {
        return turn.nodes.isWhole(index)
                && turn.planned(index).task().concurrency() != null
                && !wasRefused(turn.task(index));
    }

    /** Whether it never began, as it was refused its key: its fallback is done without that. */
    private static boolean wasRefused(TaskState task) {
        return task.attempts() == 0
                && task.loop() == null
                && task.error() != null
                && task.error().code().equals(LeaseFailures.FULL);
    }

    /** Whether a task is in something that waits to go on: all in that waits with it, but for what undoes something there. */
    public static boolean holdsBack(Turn turn, int task) {
        for (int at = turn.parent(task); at >= 0; at = turn.parent(at)) {
            if (waits(turn.task(at))) {
                return turn.elsewhere.has(Change.REOPENED_CLAIM)
                        && !(turn.nodes.isOfCompensation(task) && turn.elsewhere.has(Change.UNDOES_IN_WHAT_WAITS));
            }
        }
        return false;
    }

    /** Whether a task is open again, and hasn't come to claim its key. */
    static boolean is(TaskState task) {
        return task.status() == TaskStatus.PENDING && task.inside() != null;
    }

    /** Whether a task is open again, and hasn't its key. */
    static boolean waits(TaskState task) {
        Lease lease = task.lease(WeftLease.Kind.TASK);
        return is(task) || (task.inside() != null && lease != null && !lease.isHeld());
    }

    /** Goes on, once it has its key; claims it otherwise. */
    public static void goOn(Turn turn, int index) {
        TaskStatus status = turn.task(index).status();
        if (status == TaskStatus.RUNNING) {
            return;
        }
        try {
            RunScope scope = RunScope.of(turn, index);
            if (status == TaskStatus.PENDING && !turn.task(index).fallsBack()) {
                Clocks.limitWhole(turn, index, scope);
            }
            if (needsKey(turn, index) && !TaskLeases.admitAgain(turn, index, scope)) {
                return;
            }
        } catch (EvaluationException e) {
            throw new IllegalStateException("Expected settings that were evaluated before, but they fail now", e);
        }
        turn.put(index, turn.task(index).edit().by(TaskTrigger.START).done());
        startAttempt(turn, index);
        if (turn.inside(index).open() == 0) {
            Scheduling.tellHolder(turn, index);
        }
    }

    /** Starts the clock of the attempt of a block. */
    static void startAttempt(Turn turn, int index) {
        BlockCall call = turn.task(index).block();
        if (call != null && call.timeout() != null && turn.inside(index).holds() == Inside.Holds.TASKS) {
            var clock = Clocks.begin(turn, ClockKind.ATTEMPT, index, call.timeout());
            turn.putAside(index, turn.task(index).edit().clock(clock).done());
        }
    }
}
