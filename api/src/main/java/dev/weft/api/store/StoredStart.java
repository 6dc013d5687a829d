package dev.weft.api.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that was started here.
 *
 * @param run its id
 * @param key that it was started with; {@code null} for none
 * @param requestDigest of what was asked for; {@code null} where it was not kept
 */
public record StoredStart(
        String run,
        String workflow,
        int revision,
        @Nullable String key,
        String startedBy,
        Instant startedAt,
        @Nullable String requestDigest) {}
