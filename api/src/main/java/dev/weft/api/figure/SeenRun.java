package dev.weft.api.figure;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as the event log shows it.
 *
 * @param error code of what it failed with
 */
public record SeenRun(
        String run,
        String workflow,
        int revision,
        int generation,
        String status,
        Instant startedAt,
        @Nullable Instant endedAt,
        Map<String, String> labels,
        @Nullable String error) {
    /** The same with another status. */
    public SeenRun with(String next, @Nullable Instant end, @Nullable String code) {
        return new SeenRun(run, workflow, revision, generation, next, startedAt, end, labels, code);
    }
}
