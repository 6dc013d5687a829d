package dev.weft.worker.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.AgentTurn;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseHolder;
import dev.weft.worker.protocol.WeftLease;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lease that a task, or the run, has claimed.
 *
 * @param holders who held it when it was claimed, oldest first; of {@link Stand#LOST} who takes its place
 * @param since when it was claimed
 * @param at when the agent may be called that it is of; {@code null} for at any time
 * @param queue task queue of the worker that it is room on; {@code null} of all else
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lease(
        WeftLease.Kind kind,
        LeaseClaim claim,
        Stand stand,
        List<LeaseHolder> holders,
        Instant since,
        @Nullable Instant at,
        @Nullable String queue) {
    /** How it stands. */
    public enum Stand {
        /** It is claimed. */
        CLAIMED,
        /** It is held. */
        HELD,
        /** It is held, but another takes its place. */
        LOST
    }

    public Lease {
        holders = holders == null ? List.of() : List.copyOf(holders);
    }

    /** One that is claimed now. */
    public static Lease claimed(WeftLease.Kind kind, LeaseClaim claim, Instant now) {
        return new Lease(kind, claim, Stand.CLAIMED, List.of(), now, null, null);
    }

    /** The same, as it stands now. */
    public Lease standing(Stand now, List<LeaseHolder> others) {
        return new Lease(kind, claim, now, others, since, at, queue);
    }

    /**
     * The same, held from now on.
     *
     * @param turn when its agent may be called; {@code null} for at any time
     * @param on task queue of the worker that it is room on; {@code null} of all else
     */
    public Lease granted(@Nullable Instant turn, @Nullable String on) {
        return new Lease(kind, claim, Stand.HELD, List.of(), since, turn, on);
    }

    /** When its agent may be called; {@code null} for at any time. */
    public @Nullable AgentTurn turn() {
        return at == null || claim.terms() == null
                ? null
                : new AgentTurn(at, at.plus(claim.terms().patience()));
    }

    /** Whether it is held, for however long. */
    public boolean isHeld() {
        return stand != Stand.CLAIMED;
    }

    /** Whether it is a place under the key of a task's {@code concurrency}, and is held. */
    public boolean isPlace() {
        return kind == WeftLease.Kind.TASK && isHeld();
    }

    /** What it is of, for people. */
    public String whose() {
        return switch (kind) {
            case RUN, TASK -> "key '%s'".formatted(claim.key());
            case AGENT -> "agent '%s'".formatted(claim.key());
            case PLATFORM, ROOM -> "the platform";
        };
    }

    /** Why what claims it waits, for people. */
    public String reason() {
        if (kind == WeftLease.Kind.ROOM) {
            return "room on a worker for " + claim.key();
        }
        String whose = whose();
        String what = switch (kind) {
            case RUN, PLATFORM -> "runs";
            case TASK, AGENT, ROOM -> "tasks";
        };
        String limit = claim.limit() == 1
                ? "one of its %s goes on at a time".formatted(what)
                : "%d of its %s go on at once".formatted(claim.limit(), what);
        return holders.isEmpty()
                ? "a lease of %s: %s".formatted(whose, limit)
                : "a lease of %s: %s, now %s"
                        .formatted(
                                whose,
                                limit,
                                String.join(
                                        ", ",
                                        holders.stream()
                                                .map(LeaseHolder::described)
                                                .toList()));
    }
}
