package dev.weft.api.subscription;

import dev.weft.api.store.Database;
import dev.weft.api.store.DeliveryStore;
import dev.weft.api.store.EventFilter;
import dev.weft.api.store.EventStore;
import dev.weft.api.store.LoggedEvent;
import dev.weft.api.store.ReaderStore;
import dev.weft.api.store.StoredSubscription;
import dev.weft.api.store.SubscriptionStore;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.worker.protocol.event.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at what the event log has more for all subscriptions. What is to be sent is noted in the transaction that notes how far
 * that has come: so no event is missed, whatever is killed. Not thread safe.
 */
final class DeliveryMatcher {
    /** Code of a delivery whose filter could not be evaluated. */
    static final String FILTER_FAILED = "filter_failed";

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int PAGE = 200;
    private static final int MOST = 1_000;
    private final String id;
    private final Database database;
    private final EventStore events;
    private final SubscriptionStore subscriptions;
    private final DeliveryStore deliveries;
    private final ReaderStore reader;
    private final SubscriptionAlerts alerts;
    private final Map<String, Expression> filters = new HashMap<>();

    DeliveryMatcher(String id, Database database, SubscriptionAlerts alerts) {
        this.id = id;
        this.database = database;
        this.events = new EventStore(database);
        this.subscriptions = new SubscriptionStore(database);
        this.deliveries = new DeliveryStore(database);
        this.reader = new ReaderStore(database, "subscriptions");
        this.alerts = alerts;
    }

    /** What one look came to. */
    enum Look {
        /** Another does it. */
        ANOTHER,
        /** There may be more at once. */
        MORE,
        /** It is up with the log. */
        DONE
    }

    Look look() {
        return database.together(this::lookInside);
    }

    /** Lets another take over at once. */
    void leave() {
        reader.leave(id);
    }

    private Look lookInside() {
        Optional<ReaderStore.Standing> standing = reader.take(id, PATIENCE);
        if (standing.isEmpty()) {
            return Look.ANOTHER;
        }
        long from = standing.get().examined();
        // Before the subscriptions are read: one that was there before an event is found with it.
        long last = events.last();
        List<StoredSubscription> all = last == from ? List.of() : subscriptions.list("", MOST);
        List<LoggedEvent> page = all.isEmpty() ? List.of() : page(from, last);
        for (LoggedEvent event : page) {
            for (StoredSubscription subscription : all) {
                if (event.offset() > subscription.since()) {
                    show(subscription, event);
                }
            }
        }
        boolean full = page.size() == PAGE;
        reader.put(id, full ? page.getLast().offset() : last);
        return full ? Look.MORE : Look.DONE;
    }

    private List<LoggedEvent> page(long from, long last) {
        List<LoggedEvent> page = new ArrayList<>(events.after(from, EventFilter.ALL, PAGE));
        page.removeIf(event -> event.offset() > last);
        return page;
    }

    private void show(StoredSubscription subscription, LoggedEvent event) {
        CloudEvent content = event.event();
        if (!subscription.types().isEmpty() && !subscription.types().contains(content.type())) {
            return;
        }
        if (subscription.workflow() != null
                && !(content.source().startsWith(CloudEvent.RUNS)
                        && content.data() instanceof Map<?, ?> data
                        && subscription.workflow().equals(data.get("workflow")))) {
            return;
        }
        String lane = lane(event);
        try {
            if (passes(subscription, content)) {
                deliveries.add(subscription.id(), event.offset(), lane, null, null);
            }
        } catch (EvaluationException e) {
            String reason = String.valueOf(e.getMessage());
            deliveries.add(subscription.id(), event.offset(), lane, FILTER_FAILED, reason);
            alerts.fails(subscription.id(), event.offset(), FILTER_FAILED, reason);
        }
    }

    private boolean passes(StoredSubscription subscription, CloudEvent event) throws EvaluationException {
        String text = subscription.filter();
        if (text == null) {
            return true;
        }
        Map<String, Object> scope = Map.of("event", event.toNormal());
        return Boolean.TRUE.equals(
                filters.computeIfAbsent(text, Expression::new).evaluate(scope::get));
    }

    /** Events of a run go one after the other, all others by themselves. */
    private static String lane(LoggedEvent event) {
        return event.event().source().startsWith(CloudEvent.RUNS)
                ? event.event().source()
                : "event " + event.offset();
    }
}
