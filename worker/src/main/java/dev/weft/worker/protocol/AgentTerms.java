package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.Breaker;
import dev.weft.definitions.agent.RateLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a claim on an agent is bound by besides the number of places.
 *
 * @param every microseconds from one call to the next; {@code null} for no bound
 * @param missed how many turns of the call have passed so far without it
 * @param breaker when the agent is left alone; {@code null} for never
 * @param holds whether its place is held until it is given back: where nobody counts what is under way, the turn is all that is had
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentTerms(
        @Nullable Long every, int missed, @Nullable Breaker breaker, boolean holds) {
    /**
     * Milliseconds that a call may be later than its turn: with it no time of five seconds sees more than a twentieth over the rate,
     * and the way from a lease to a worker seldom takes longer than that and the lead which turns are given with.
     */
    private static final long PATIENCE = 250;

    private static final long MOST_PATIENCE = 60_000;
    private static final int GROWTH = 4;

    /** So many turns may be missed before a call may be later than that. */
    private static final int USUAL = 5;

    private static final long HEAD_START = 500;
    private static final long MOST_HEAD_START = 30_000;

    /**
     * Those of an agent; {@code null} where only its places are bound.
     *
     * @param missed how many turns of the call have passed so far
     * @param counted whether its calls are counted, whatever its bounds
     */
    public static @Nullable AgentTerms of(Agent agent, int missed, boolean counted) {
        RateLimit limit = agent.rateLimit();
        return limit == null && agent.breaker() == null
                ? null
                : new AgentTerms(
                        limit == null ? null : limit.interval(),
                        missed,
                        agent.breaker(),
                        counted || agent.maxConcurrent() != null || agent.breaker() != null);
    }

    /** How much later than its turn the call may be: one that misses turn after turn gets more, so that it comes to one at last. */
    public Duration patience() {
        return grown(PATIENCE, GROWTH, missed - USUAL, MOST_PATIENCE);
    }

    /** How far ahead its turn is at least, so that it gets there in time where the way to a worker has proved to be long. */
    public Duration headStart() {
        return missed == 0 ? Duration.ZERO : grown(HEAD_START, 2, missed, MOST_HEAD_START);
    }

    private static Duration grown(long millis, int factor, int times, long most) {
        return Duration.ofMillis((long) Math.min(most, millis * Math.pow(factor, Math.max(0, times))));
    }
}
