package dev.weft.api.subscription;

import dev.weft.api.event.EventTail;
import dev.weft.api.store.Database;
import io.dropwizard.lifecycle.Managed;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends events to subscriptions, as long as the server runs. Of several servers one does it. Thread safe. */
public final class DeliveryWork implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWork.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofMillis(20);
    private static final long GRACE_MILLIS = 10_000;

    private final EventTail tail;
    private final DeliveryMatcher matcher;
    private final Deliveries deliveries;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("weft-deliveries").unstarted(this::work);
    private volatile boolean closed;

    public DeliveryWork(Database database, EventTail tail, Deliveries deliveries, Clock clock) {
        this.tail = tail;
        this.matcher =
                new DeliveryMatcher(UUID.randomUUID().toString(), database, new SubscriptionAlerts(database, clock));
        this.deliveries = deliveries;
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Ends the look that is under way, and lets another server take over. */
    @Override
    public void stop() throws InterruptedException {
        closed = true;
        thread.join(GRACE_MILLIS);
        thread.interrupt();
    }

    private void work() {
        try {
            while (!closed) {
                long news = tail.news();
                if (!look() && !closed) {
                    tail.await(news, SIGN_OF_LIFE);
                    // Where many events come, several are looked at together.
                    Thread.sleep(REST);
                }
            }
            matcher.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debug("The database doesn't answer at the end", e);
        }
    }

    /** Looks once; whether there may be more at once. */
    private boolean look() throws InterruptedException {
        try {
            DeliveryMatcher.Look look = matcher.look();
            if (look == DeliveryMatcher.Look.ANOTHER) {
                deliveries.doubt();
                return false;
            }
            return deliveries.hand() | look == DeliveryMatcher.Look.MORE;
        } catch (RuntimeException e) {
            deliveries.doubt();
            LOG.debug("Events can't be sent now", e);
            // Whatever is out of reach, news of events don't bring it back.
            Thread.sleep(SIGN_OF_LIFE);
            return false;
        }
    }
}
