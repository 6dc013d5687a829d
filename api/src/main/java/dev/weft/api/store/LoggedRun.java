package dev.weft.api.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the event log has of a run.
 *
 * @param generation of what it told last
 * @param first number of the first change that the log has
 * @param last number of the last
 * @param changes how many different numbers it has
 * @param latest time of the newest, by the run's clock
 * @param status of the run by the last change, where that ended it; {@code null} of one that goes on
 */
public record LoggedRun(
        String run,
        String workflow,
        int revision,
        int generation,
        int first,
        int last,
        int changes,
        Instant latest,
        @Nullable String status) {
    /** Whether nothing is missing up to the last change. */
    public boolean isWhole() {
        return first == 1 && changes == last;
    }
}
