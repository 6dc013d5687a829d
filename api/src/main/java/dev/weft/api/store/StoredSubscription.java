package dev.weft.api.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events are sent to.
 *
 * @param types of the events; empty for all
 * @param workflow whose runs' events are meant; {@code null} for all events
 * @param filter CEL over {@code event}; {@code null} for none
 * @param secret name of the secret by which they are signed
 * @param retrySeconds how long each is tried
 * @param since offset of the last event that was there before it
 * @param pausedBy who has paused it; {@code null} where nobody has
 * @param alert id of the alert that it raises; {@code null} for none
 */
public record StoredSubscription(
        String id,
        String url,
        List<String> types,
        @Nullable String workflow,
        @Nullable String filter,
        String secret,
        long retrySeconds,
        long since,
        String createdBy,
        Instant createdAt,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt,
        @Nullable String alert,
        @Nullable String alertReason) {
    public StoredSubscription {
        types = List.copyOf(types);
    }
}
