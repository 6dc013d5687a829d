package dev.weft.api.subscription;

import dev.weft.api.event.EventTail;
import dev.weft.api.event.LogFollower;
import dev.weft.api.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Sends events to subscriptions, as long as the server runs. Of several servers one does it. */
public final class DeliveryWork {
    private final DeliveryMatcher matcher;
    private final Deliveries deliveries;

    private DeliveryWork(DeliveryMatcher matcher, Deliveries deliveries) {
        this.matcher = matcher;
        this.deliveries = deliveries;
    }

    /** What does it once it is started. */
    public static LogFollower of(Database database, EventTail tail, Deliveries deliveries, Clock clock) {
        DeliveryMatcher matcher =
                new DeliveryMatcher(UUID.randomUUID().toString(), database, new SubscriptionAlerts(database, clock));
        DeliveryWork work = new DeliveryWork(matcher, deliveries);
        return new LogFollower("weft-deliveries", tail, LogFollower.TOGETHER, work::look, matcher::leave);
    }

    private Duration look() throws InterruptedException {
        try {
            DeliveryMatcher.Look look = matcher.look();
            if (look == DeliveryMatcher.Look.ANOTHER) {
                deliveries.doubt();
                return LogFollower.SIGN_OF_LIFE;
            }
            return deliveries.hand() | look == DeliveryMatcher.Look.MORE ? Duration.ZERO : LogFollower.SIGN_OF_LIFE;
        } catch (RuntimeException e) {
            deliveries.doubt();
            throw e;
        }
    }
}
