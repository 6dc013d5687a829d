package dev.weft.api.representation;

import org.jspecify.annotations.Nullable;

/**
 * To what a run goes back.
 *
 * @param checkpoint as the run's checkpoints are named; {@code null} for the last before the first failure
 */
public record RollbackRequest(@Nullable String checkpoint) {}
