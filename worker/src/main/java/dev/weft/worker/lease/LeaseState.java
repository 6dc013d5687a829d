package dev.weft.worker.lease;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.worker.protocol.agent.AgentLoad;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lease, now. Immutable.
 *
 * @param key for people; empty before the first claim
 * @param holders oldest first
 * @param queue who waits, the next first
 * @param next the next turn of an agent whose calls are spread; {@code null} of all others
 * @param stretch how much further apart turns are given than the rate says; {@code null} for not at all
 * @param breaker how an agent did of late that has a breaker; {@code null} of all others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseState(
        String key,
        List<Place> holders,
        List<Place> queue,
        @Nullable Instant next,
        @Nullable Stretch stretch,
        @Nullable BreakerState breaker) {
    /** One that nobody holds. */
    public static final LeaseState FREE = new LeaseState("", List.of(), List.of(), null, null, null);

    public LeaseState {
        holders = List.copyOf(holders);
        queue = List.copyOf(queue);
    }

    /** Whether nobody holds it, and nobody waits. */
    public boolean isFree() {
        return holders.isEmpty() && queue.isEmpty();
    }

    /** Whether it is of an agent that bounds more than its places. */
    public boolean hasTerms() {
        return next != null || breaker != null;
    }

    /** Until when it must be kept although nobody wants it, as the next claim counts from what it knows. */
    public Instant remembered() {
        Instant turn = next == null ? Instant.MIN : next;
        Instant outcomes = breaker == null ? Instant.MIN : breaker.remembered();
        return turn.isAfter(outcomes) ? turn : outcomes;
    }

    /**
     * What there is to do.
     *
     * @param without id of a run whose places don't count; {@code null} for none
     */
    public AgentLoad load(@Nullable String without, Instant now) {
        Instant openUntil = breaker == null ? null : breaker.openUntil();
        return new AgentLoad(
                count(holders, without),
                count(queue, without),
                openUntil,
                breaker == null || openUntil == null ? null : breaker.note(now));
    }

    private static int count(List<Place> places, @Nullable String without) {
        return (int)
                places.stream().filter(place -> !place.run().equals(without)).count();
    }
}
