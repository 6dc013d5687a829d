package dev.weft.api.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way.
 *
 * @param position offset of the event in the log
 * @param lane events of one go one after the other
 * @param code why it was given up; {@code null} where it was not
 */
public record StoredDelivery(
        long id,
        String subscription,
        long position,
        String lane,
        DeliveryState state,
        @Nullable String code,
        @Nullable String reason,
        int attempts,
        Instant notedAt,
        @Nullable Instant settledAt) {}
