package dev.weft.api.representation;

import org.jspecify.annotations.Nullable;

/**
 * What a task that failed is completed with.
 *
 * @param output any JSON; {@code null} where it is missing
 */
public record CompleteRequest(@Nullable Object output) {}
