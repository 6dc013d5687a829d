package dev.weft.api.representation;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are to be sent again.
 *
 * @param delivery its number; {@code null} for all of the subscription
 */
public record ReplayRequest(@Nullable Long delivery) {}
