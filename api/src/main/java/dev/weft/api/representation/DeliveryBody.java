package dev.weft.api.representation;

import dev.weft.api.store.StoredDelivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a subscription.
 *
 * @param event its offset in the log
 * @param state {@code due}, {@code handed}, {@code delivered} or {@code dead}
 * @param code why it was given up; {@code null} where it was not
 * @param attempts how often it was sent; 0 where that isn't known
 */
public record DeliveryBody(
        long delivery,
        long event,
        String state,
        @Nullable String code,
        @Nullable String reason,
        int attempts,
        Instant notedAt,
        @Nullable Instant settledAt) {
    public static DeliveryBody of(StoredDelivery delivery) {
        return new DeliveryBody(
                delivery.id(),
                delivery.position(),
                delivery.state().word(),
                delivery.code(),
                delivery.reason(),
                delivery.attempts(),
                delivery.notedAt(),
                delivery.settledAt());
    }
}
