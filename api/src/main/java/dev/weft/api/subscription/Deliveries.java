package dev.weft.api.subscription;

import dev.weft.api.gateway.Lanes;
import dev.weft.api.representation.CloudEvents;
import dev.weft.api.store.Database;
import dev.weft.api.store.DeliveryStore;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.LoggedEvent;
import dev.weft.api.store.StoredDelivery;
import dev.weft.api.store.StoredSubscription;
import dev.weft.api.store.SubscriptionStore;
import dev.weft.worker.protocol.delivery.DeliveryDesk;
import dev.weft.worker.protocol.delivery.DeliveryEnd;
import dev.weft.worker.protocol.delivery.DeliveryOrder;
import dev.weft.worker.protocol.event.EventMark;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Hands events on to Temporal, lane by lane, and notes what becomes of them. Thread safe. */
public final class Deliveries implements DeliveryDesk {
    private static final int DUE = 200;

    /** What one lane has at once: with as many more from one look it stays below what Temporal takes on in one run. */
    private static final int MOST_HANDED = 100;

    private static final int AT_ONCE = 4;
    private final EventStore events;
    private final SubscriptionStore subscriptions;
    private final DeliveryStore deliveries;
    private final SubscriptionAlerts alerts;
    private final Lanes lanes;

    /** Whether what is due may have been handed on before: by another, or by a call of which nobody knows what became of it. */
    private volatile boolean doubtful = true;

    public Deliveries(Database database, Lanes lanes, Clock clock) {
        this.events = new EventStore(database);
        this.subscriptions = new SubscriptionStore(database);
        this.deliveries = new DeliveryStore(database);
        this.alerts = new SubscriptionAlerts(database, clock);
        this.lanes = lanes;
    }

    /** Another may have handed on what is due. */
    void doubt() {
        doubtful = true;
    }

    /** Hands on what is due; whether there may be more. */
    boolean hand() throws InterruptedException {
        List<StoredDelivery> due = deliveries.due(DUE, MOST_HANDED);
        Map<String, List<StoredDelivery>> byLane = new LinkedHashMap<>();
        due.forEach(one -> byLane.computeIfAbsent(one.subscription() + "\n" + one.lane(), lane -> new ArrayList<>())
                .add(one));
        Semaphore places = new Semaphore(AT_ONCE);
        List<Long> handed = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<StoredDelivery> lane : byLane.values()) {
                places.acquire();
                threads.execute(() -> {
                    try {
                        for (StoredDelivery one : lane) {
                            hand(one);
                            synchronized (handed) {
                                handed.add(one.id());
                            }
                        }
                    } catch (RuntimeException e) {
                        synchronized (handed) {
                            failures.add(e);
                        }
                    } finally {
                        places.release();
                    }
                });
            }
        }
        doubtful |= !failures.isEmpty();
        deliveries.handed(handed);
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        doubtful &= due.size() == DUE;
        return due.size() == DUE;
    }

    private void hand(StoredDelivery delivery) {
        Optional<StoredSubscription> subscription = subscriptions.find(delivery.subscription());
        Optional<LoggedEvent> event = events.at(delivery.position());
        if (subscription.isEmpty()) {
            return;
        }
        if (event.isEmpty()) {
            settle(new DeliveryEnd(delivery.id(), "event_gone", "The event is no longer in the log.", 0));
            return;
        }
        lanes.add(
                delivery.subscription(),
                delivery.lane(),
                new DeliveryOrder(
                        delivery.id(),
                        delivery.position(),
                        "evt_"
                                + EventMark.of(
                                        event.get().event().source(),
                                        event.get().event().id()),
                        subscription.get().url(),
                        subscription.get().secret(),
                        CloudEvents.json(event.get().event()),
                        subscription.get().retrySeconds(),
                        doubtful));
    }

    @Override
    public boolean isOpen(long delivery) {
        return deliveries.isOpen(delivery);
    }

    @Override
    public void settle(DeliveryEnd end) {
        deliveries
                .settle(end.delivery(), end.code(), end.reason(), end.attempts())
                .ifPresent(delivery -> {
                    if (delivery.code() == null) {
                        alerts.works(delivery.subscription());
                    } else {
                        alerts.fails(
                                delivery.subscription(),
                                delivery.position(),
                                delivery.code(),
                                String.valueOf(delivery.reason()));
                    }
                });
    }
}
