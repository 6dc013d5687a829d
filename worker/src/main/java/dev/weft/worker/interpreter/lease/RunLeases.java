package dev.weft.worker.interpreter.lease;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.Concurrency;
import dev.weft.worker.interpreter.RunLifecycle;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Lease;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leases of the run as a whole: its place on the platform, and the key of its {@code concurrency}. Pure. */
public final class RunLeases {
    private RunLeases() {}

    /**
     * Whether the run has all leases that it needs; claims the next otherwise. Its place on the platform comes first: who holds a
     * key then never waits for one, with which others wait for the key.
     */
    public static boolean admit(Turn turn, RunScope scope) throws EvaluationException {
        if (!admitToPlatform(turn)) {
            return false;
        }
        Concurrency concurrency = turn.plan.definition().policy().concurrency();
        if (concurrency == null || lease(turn, WeftLease.Kind.RUN) != null) {
            return true;
        }
        LeaseClaim claim = KeyClaims.of(turn, WeftLease.Kind.RUN, concurrency, scope, "run", "");
        if (LeasesAround.isAbove(turn, claim.lease())) {
            return true;
        }
        claim(turn, WeftLease.Kind.RUN, claim);
        return false;
    }

    private static boolean admitToPlatform(Turn turn) {
        RunRequest request = turn.facts.request();
        if (request.maxRuns() != null && request.needsPlace() && lease(turn, WeftLease.Kind.PLATFORM) == null) {
            claim(turn, WeftLease.Kind.PLATFORM, LeaseClaim.ofPlatform(turn.facts.run(), request.maxRuns()));
            return false;
        }
        return true;
    }

    /**
     * Whether a run that is opened once more has its leases again before anything of it is undone; claims the next otherwise. It
     * waits for them whatever {@code when_full} says: it is neither refused, as what is to be undone is there, nor does it
     * end another for that.
     */
    public static boolean admitUndoing(Turn turn) {
        try {
            if (turn.leases.stream().anyMatch(lease -> !lease.isHeld())) {
                return false;
            }
            RunScope scope = RunScope.ofRun(turn);
            if (!admitToPlatform(turn)) {
                return false;
            }
            Concurrency concurrency = turn.plan.definition().policy().concurrency();
            if (concurrency == null || lease(turn, WeftLease.Kind.RUN) != null) {
                return true;
            }
            LeaseClaim claim = KeyClaims.of(turn, WeftLease.Kind.RUN, concurrency, scope, "run", "");
            if (LeasesAround.isAbove(turn, claim.lease())) {
                return true;
            }
            claim(turn, WeftLease.Kind.RUN, claim.queueing());
            return false;
        } catch (EvaluationException e) {
            // The run failed of this when it began, or its key can't be told any more: it is undone without one.
            return true;
        }
    }

    /** Whether the run has not begun with its tasks, as others hold a lease that it has claimed. */
    public static boolean holdBack(Turn turn) {
        return RunState.isHeldBack(turn.rollback, turn.leases);
    }

    /** Gives back what was claimed for the run before it was started, and what it doesn't need after all. */
    public static void leaveUnclaimed(Turn turn, RunScope scope) throws EvaluationException {
        Concurrency concurrency = turn.plan.definition().policy().concurrency();
        if (concurrency != null && concurrency.whenFull() == Concurrency.WhenFull.REJECT) {
            turn.effect(
                    new Effect.GiveBackLease(KeyClaims.of(turn, WeftLease.Kind.RUN, concurrency, scope, "run", "")));
        }
    }

    static void answered(Turn turn, Lease lease, LeaseAnswer answer) {
        switch (answer.verdict()) {
            case GRANTED -> {
                if (!lease.isHeld()) {
                    put(turn, lease.standing(Lease.Stand.HELD, List.of()));
                    if (turn.rollback == null && !holdBack(turn) && turn.ending == null) {
                        RunLifecycle.admit(turn);
                    }
                }
            }
            case QUEUED -> {
                if (!lease.isHeld()) {
                    put(turn, lease.standing(Lease.Stand.CLAIMED, answer.holders()));
                }
            }
            case REFUSED -> {
                if (!lease.isHeld()) {
                    turn.finish(RunStatus.FAILED, null, LeaseFailures.full(lease, answer.holders()));
                }
            }
            case REPLACED -> {
                if (turn.rollback == null) {
                    // One that waits is no longer known there; it isn't held back by it either.
                    boolean held = lease.isHeld();
                    if (held) {
                        put(turn, lease.standing(Lease.Stand.LOST, answer.holders()));
                        RunLifecycle.end(turn, RunState.Ending.REPLACED);
                    } else {
                        RunLifecycle.end(turn, RunState.Ending.REPLACED);
                        put(turn, lease.standing(Lease.Stand.LOST, answer.holders()));
                    }
                } else if (lease.isHeld()) {
                    loseGoingBack(turn, lease, answer);
                } else {
                    // It is undone all the same, after the one that has taken its place in the queue.
                    turn.effect(new Effect.ClaimLease(lease.claim()));
                }
            }
        }
    }

    /** One that goes back to a checkpoint ends once it is there, as one that is cancelled meanwhile; one that is undone whole ends anyway. */
    private static void loseGoingBack(Turn turn, Lease lease, LeaseAnswer answer) {
        if (turn.ending == null && turn.elsewhere.has(Change.REPLACED_GOING_BACK)) {
            put(turn, lease.standing(Lease.Stand.LOST, answer.holders()));
            RunLifecycle.end(turn, RunState.Ending.REPLACED);
        }
    }

    private static void claim(Turn turn, WeftLease.Kind kind, LeaseClaim claim) {
        put(turn, Lease.claimed(kind, claim, turn.now));
        turn.effect(new Effect.ClaimLease(claim));
    }

    private static @Nullable Lease lease(Turn turn, WeftLease.Kind kind) {
        return turn.leases.stream()
                .filter(lease -> lease.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    private static void put(Turn turn, Lease lease) {
        List<Lease> leases = new ArrayList<>(turn.leases);
        leases.removeIf(other -> other.kind() == lease.kind());
        leases.add(lease);
        turn.leases = List.copyOf(leases);
    }
}
