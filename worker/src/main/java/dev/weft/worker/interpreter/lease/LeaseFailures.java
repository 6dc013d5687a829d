package dev.weft.worker.interpreter.lease;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseHolder;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.task.Lease;
import java.util.List;

/** How what is refused its place, or loses it to another, fails. Pure. */
public final class LeaseFailures {
    /** Code of the failure of whatever another takes the place of. */
    public static final String REPLACED = "replaced";

    /** Code of the failure of what is refused its place. */
    public static final String FULL = "concurrency_full";

    private LeaseFailures() {}

    /** The failure of a task, or of the run (-1), whose place another has taken. */
    public static Failure replaced(Turn turn, int index) {
        List<Lease> leases = index < 0 ? turn.leases : turn.task(index).leases();
        for (Lease lease : leases) {
            if (lease.stand() == Lease.Stand.LOST) {
                return Failure.permanent(
                        REPLACED,
                        "Its place under key '%s' was taken by %s."
                                .formatted(lease.claim().key(), described(lease.holders())));
            }
        }
        return Failure.permanent(REPLACED, "Its place was taken by another.");
    }

    static Failure refused(Lease lease, LeaseAnswer answer) {
        return answer.note() == null || lease.kind() != WeftLease.Kind.AGENT
                ? full(lease, answer.holders())
                : Failure.permanent(
                        "breaker_open",
                        "Expected to call agent '%s', but %s."
                                .formatted(lease.claim().key(), answer.note()));
    }

    static Failure full(Lease lease, List<LeaseHolder> holders) {
        return Failure.permanent(
                FULL,
                "Expected a place under key '%s', of which there are %d, but found it held by %s."
                        .formatted(lease.claim().key(), lease.claim().limit(), described(holders)));
    }

    private static String described(List<LeaseHolder> holders) {
        return String.join(", ", holders.stream().map(LeaseHolder::described).toList());
    }
}
