package dev.weft.worker.interpreter.lease;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.Concurrency;
import dev.weft.worker.interpreter.Stopping;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.Attempts;
import dev.weft.worker.interpreter.attempt.IdempotencyKey;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import org.jspecify.annotations.Nullable;

/** Leases of tasks: keys of their {@code concurrency}, and what becomes of a task once one is answered. Pure. */
public final class TaskLeases {
    private TaskLeases() {}

    /** Whether a task has the lease of its {@code concurrency}, or needs none; claims it otherwise. */
    public static boolean admit(Turn turn, int index, RunScope scope) throws EvaluationException {
        return admit(turn, index, scope, false);
    }

    /** As the other, of one that had begun before: it waits for its key whatever {@code when_full} says. */
    public static boolean admitAgain(Turn turn, int index, RunScope scope) throws EvaluationException {
        return admit(turn, index, scope, true);
    }

    private static boolean admit(Turn turn, int index, RunScope scope, boolean queues) throws EvaluationException {
        Concurrency concurrency = turn.planned(index).task().concurrency();
        Lease own = turn.task(index).lease(WeftLease.Kind.TASK);
        if (concurrency == null || own != null) {
            return own == null || own.isHeld();
        }
        LeaseClaim claim = KeyClaims.of(
                turn, WeftLease.Kind.TASK, concurrency, scope, IdempotencyKey.of(turn, index), turn.path(index));
        // What holds the task may hold the lease already, and would wait for itself.
        for (int at = turn.parent(index); at >= 0; at = turn.parent(at)) {
            Lease around = turn.task(at).lease(WeftLease.Kind.TASK);
            if (around != null && around.claim().lease().equals(claim.lease())) {
                return true;
            }
        }
        if (LeasesAround.isAbove(turn, claim.lease())) {
            return true;
        }
        claim(turn, index, WeftLease.Kind.TASK, queues ? claim.queueing() : claim);
        return false;
    }

    static void claim(Turn turn, int index, WeftLease.Kind kind, LeaseClaim claim) {
        Lease lease = Lease.claimed(kind, claim, turn.now);
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.QUEUE)
                        .startedAt(turn.now)
                        .clock(null)
                        .lease(lease)
                        .reason(lease.reason())
                        .done());
        turn.effect(new Effect.ClaimLease(claim));
    }

    static void answered(Turn turn, int index, Lease lease, LeaseAnswer answer) {
        switch (answer.verdict()) {
            case GRANTED -> {
                if (!lease.isHeld()) {
                    turn.put(
                            index,
                            turn.task(index)
                                    .edit()
                                    .lease(lease.granted(answer.at(), answer.queue()))
                                    .done());
                    turn.ready(index);
                    turn.granted.put(index, lease.kind());
                }
            }
            case QUEUED -> {
                if (!lease.isHeld()) {
                    Lease waiting = lease.standing(Lease.Stand.CLAIMED, answer.holders());
                    turn.put(
                            index,
                            turn.task(index)
                                    .edit()
                                    .lease(waiting)
                                    .reason(waits(waiting, answer.note()))
                                    .done());
                }
            }
            case REFUSED -> {
                if (!lease.isHeld() && !FullLines.isStoodInLater(turn, index, lease, answer)) {
                    TaskEnds.fail(turn, index, LeaseFailures.refused(lease, answer));
                }
            }
            case REPLACED -> {
                turn.put(
                        index,
                        turn.task(index)
                                .edit()
                                .lease(lease.standing(Lease.Stand.LOST, answer.holders()))
                                .done());
                leave(turn, index);
            }
        }
    }

    /** For what a task waits, with why it isn't granted where that isn't for the holders. */
    private static String waits(Lease waiting, @Nullable String note) {
        if (note == null) {
            return waiting.reason();
        }
        return waiting.kind() == WeftLease.Kind.ROOM ? waiting.reason() + ", " + note : waiting.whose() + ": " + note;
    }

    /** Ends a task whose place another takes. */
    private static void leave(Turn turn, int index) {
        turn.queued.remove(index);
        TaskState task = turn.task(index);
        if (task.holdsOpenTasks()) {
            Stopping.block(turn, index, TaskState.Stop.REPLACED);
        } else if (task.status() == TaskStatus.RUNNING) {
            Attempts.stop(turn, index, TaskState.Stop.REPLACED);
        } else {
            TaskEnds.fail(turn, index, LeaseFailures.replaced(turn, index));
        }
    }
}
