package dev.weft.api.figure;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the event log shows it.
 *
 * @param clearedAt {@code null} while it stands
 * @param data of the event that raised it
 */
public record SeenAlert(
        String id,
        String kind,
        String source,
        @Nullable String subject,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        Map<String, @Nullable Object> data) {}
