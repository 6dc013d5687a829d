package dev.weft.api.store;

import org.jspecify.annotations.Nullable;

/**
 * How the last calls of an agent went.
 *
 * @param lastError of the last that failed; {@code null} where none did
 */
public record AgentCalls(
        int completed, int failed, @Nullable String lastError) {}
