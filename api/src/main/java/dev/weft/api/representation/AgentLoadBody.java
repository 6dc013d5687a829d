package dev.weft.api.representation;

import dev.weft.definitions.agent.Agent;
import dev.weft.worker.protocol.agent.AgentLoad;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an agent with bounds has to do.
 *
 * @param underWay calls at it now, over all runs and workers; not there where only its rate is bounded
 * @param waiting calls that wait for a place or a turn
 * @param breaker not there where the agent has none
 */
public record AgentLoadBody(
        @Nullable Integer underWay, int waiting, @Nullable BreakerBody breaker) {
    /**
     * The breaker.
     *
     * @param state {@code closed}; {@code open}: it is left alone; {@code tried}: one call at a time
     * @param until when it is tried
     * @param reason for people
     */
    public record BreakerBody(
            String state, @Nullable Instant until, @Nullable String reason) {}

    static AgentLoadBody of(Agent agent, AgentLoad load, Instant now) {
        boolean counted = agent.maxConcurrent() != null || agent.breaker() != null;
        return new AgentLoadBody(
                counted ? load.held() : null, load.waiting(), agent.breaker() == null ? null : breaker(load, now));
    }

    private static BreakerBody breaker(AgentLoad load, Instant now) {
        Instant until = load.openUntil();
        return until == null
                ? new BreakerBody("closed", null, null)
                : new BreakerBody(now.isBefore(until) ? "open" : "tried", until, load.note());
    }
}
