package dev.weft.api.store;

import dev.weft.definitions.agent.Agent;
import java.time.Instant;

/**
 * An agent as it is now.
 *
 * @param revision from 1, one more at each change
 * @param digest of the agent's JSON
 * @param origin {@code api}, {@code catalogue}, or {@code folder:PATH}
 */
public record StoredAgent(
        Agent agent, int revision, String digest, String origin, String updatedBy, Instant updatedAt) {}
