package dev.weft.api.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that was started here.
 *
 * @param run its id
 * @param key that it was started with; {@code null} for none
 */
public record StoredStart(
        String run, String workflow, int revision, @Nullable String key, String startedBy, Instant startedAt) {}
