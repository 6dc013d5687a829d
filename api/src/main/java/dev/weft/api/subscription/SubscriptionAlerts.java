package dev.weft.api.subscription;

import dev.weft.api.store.Database;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.StoredSubscription;
import dev.weft.api.store.SubscriptionStore;
import dev.weft.worker.protocol.event.CloudEvent;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Alerts of subscriptions, as events: raised with the first dead letter, cleared with the next event that is delivered. Thread safe.
 */
final class SubscriptionAlerts {
    private final Database database;
    private final EventStore events;
    private final SubscriptionStore subscriptions;
    private final Clock clock;

    SubscriptionAlerts(Database database, Clock clock) {
        this.database = database;
        this.events = new EventStore(database);
        this.subscriptions = new SubscriptionStore(database);
        this.clock = clock;
    }

    /** It has a dead letter. */
    void fails(String subscription, long offset, String code, String reason) {
        String alert = UUID.randomUUID().toString();
        database.together(() -> {
            if (subscriptions.alert(subscription, alert, reason)) {
                tell(
                        "alert.raised",
                        subscription,
                        alert,
                        Map.of(
                                "event",
                                offset,
                                "code",
                                code,
                                "reason",
                                reason,
                                "help",
                                "See what it did not take with «weft subscriptions show %1$s». Once it takes it: «weft subscriptions replay %1$s»."
                                        .formatted(subscription)));
            }
            return true;
        });
    }

    /** An event was delivered. */
    void works(String subscription) {
        clear(subscription, "an event was delivered");
    }

    /** It is taken away; in the caller's transaction. */
    void gone(String subscription) {
        clear(subscription, "the subscription is gone");
    }

    private void clear(String subscription, String why) {
        database.together(() -> {
            String alert = subscriptions
                    .find(subscription)
                    .map(StoredSubscription::alert)
                    .orElse(null);
            if (alert != null && subscriptions.alert(subscription, null, null)) {
                tell("alert.cleared", subscription, alert, Map.of("reason", why));
            }
            return true;
        });
    }

    private void tell(String type, String subscription, String alert, Map<String, Object> more) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("alert", alert);
        data.put("kind", "subscription_failed");
        data.put("subscription", subscription);
        data.putAll(more);
        events.put(List.of(new CloudEvent(
                type + "." + alert,
                "/subscriptions/" + subscription,
                type,
                subscription,
                clock.instant(),
                data,
                Map.of())));
    }
}
