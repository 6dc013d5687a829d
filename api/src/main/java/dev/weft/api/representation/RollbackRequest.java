package dev.weft.api.representation;

import org.jspecify.annotations.Nullable;

/**
 * To what a run goes back.
 *
 * @param checkpoint as the run's checkpoints are named; {@code null} for the last before the first failure
 * @param all {@code true} where all is to be undone, and the run to end with that
 */
public record RollbackRequest(
        @Nullable String checkpoint, @Nullable Boolean all) {
    /** Whether the whole run is meant. */
    public boolean wholeRun() {
        return Boolean.TRUE.equals(all);
    }
}
