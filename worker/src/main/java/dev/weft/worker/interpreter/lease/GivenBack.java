package dev.weft.worker.interpreter.lease;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.protocol.AgentTerms;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Lease;
import dev.weft.worker.task.TaskState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leases that are gone from a state, and given back by that alone. Pure. */
public final class GivenBack {
    private GivenBack() {}

    /** Gives back what is gone from the state of the run. */
    public static void fromRun(Turn turn, List<Lease> before, List<Lease> after) {
        give(turn, before, after, null);
    }

    /** Gives back what is gone from the state of a task. */
    public static void fromTask(Turn turn, TaskState before, TaskState after) {
        give(turn, before.leases(), after.leases(), wentWell(before, after));
    }

    /**
     * As the other, of one that is put aside: mostly it has ended, and has none. What holds tasks that run whatever happens, and have not
     * begun, is open with its key until it is put back.
     */
    public static void fromAside(Turn turn, TaskState before, TaskState after) {
        if (!before.leases().equals(after.leases()) && turn.elsewhere.has(Change.ASIDE_GIVES_BACK)) {
            fromTask(turn, before, after);
        }
    }

    private static void give(Turn turn, List<Lease> before, List<Lease> after, @Nullable Boolean wentWell) {
        for (Lease lease : before) {
            AgentTerms terms = lease.claim().terms();
            boolean nothingIsHeld = lease.isHeld() && terms != null && !terms.holds();
            if (!nothingIsHeld
                    && after.stream().noneMatch(other -> other.claim().equals(lease.claim()))) {
                turn.effect(new Effect.GiveBackLease(
                        lease.claim(), terms != null && terms.breaker() != null ? wentWell : null));
            }
        }
    }

    /** Whether an attempt did what it was asked; {@code null} where that says nothing of its agent. */
    private static @Nullable Boolean wentWell(TaskState before, TaskState after) {
        if (before.status() != TaskStatus.RUNNING) {
            return null;
        }
        if (after.status() == TaskStatus.COMPLETED) {
            return true;
        }
        Failure failure = after.error();
        return failure != null && failure != before.error() && failure.retryable() ? Boolean.FALSE : null;
    }
}
