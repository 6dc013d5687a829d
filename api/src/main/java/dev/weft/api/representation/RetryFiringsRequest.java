package dev.weft.api.representation;

import org.jspecify.annotations.Nullable;

/**
 * Which firings are to be tried again that were given up.
 *
 * @param firing its number; {@code null} for all of the trigger
 */
public record RetryFiringsRequest(@Nullable Long firing) {}
