package dev.weft.api.representation;

import dev.weft.api.store.DeliveryStore;
import dev.weft.api.store.StoredSubscription;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where events are sent, and how that goes.
 *
 * @param secret its name
 * @param retryFor seconds
 * @param deliveries how many are in each state
 * @param alert why an event could not be delivered; {@code null} where the last one could
 */
public record SubscriptionBody(
        String id,
        String url,
        List<String> types,
        @Nullable String workflow,
        @Nullable String filter,
        String secret,
        BigDecimal retryFor,
        String createdBy,
        Instant createdAt,
        boolean paused,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt,
        DeliveryStore.Counts deliveries,
        @Nullable Alert alert) {
    /** An alert that is raised. */
    public record Alert(String alert, @Nullable String reason) {}

    public static SubscriptionBody of(StoredSubscription subscription, DeliveryStore.Counts deliveries) {
        return new SubscriptionBody(
                subscription.id(),
                subscription.url(),
                subscription.types(),
                subscription.workflow(),
                subscription.filter(),
                subscription.secret(),
                Durations.seconds(Duration.ofSeconds(subscription.retrySeconds())),
                subscription.createdBy(),
                subscription.createdAt(),
                subscription.pausedBy() != null,
                subscription.pausedBy(),
                subscription.pausedAt(),
                deliveries,
                subscription.alert() == null ? null : new Alert(subscription.alert(), subscription.alertReason()));
    }
}
