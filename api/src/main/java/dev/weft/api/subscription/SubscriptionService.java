package dev.weft.api.subscription;

import dev.weft.api.auth.Caller;
import dev.weft.api.error.ApiException;
import dev.weft.api.gateway.Lanes;
import dev.weft.api.representation.DeliveryBody;
import dev.weft.api.representation.Page;
import dev.weft.api.representation.SubscriptionBody;
import dev.weft.api.representation.SubscriptionRequest;
import dev.weft.api.store.Database;
import dev.weft.api.store.DeliveryState;
import dev.weft.api.store.DeliveryStore;
import dev.weft.api.store.NewSubscription;
import dev.weft.api.store.StoredDelivery;
import dev.weft.api.store.StoredSubscription;
import dev.weft.api.store.SubscriptionStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Subscriptions, for callers. Thread safe. */
public final class SubscriptionService {
    private static final int MOST = 1_000;

    private final SubscriptionStore subscriptions;
    private final DeliveryStore deliveries;
    private final SubscriptionAlerts alerts;
    private final Database database;
    private final Lanes lanes;

    public SubscriptionService(Database database, Lanes lanes, Clock clock) {
        this.database = database;
        this.alerts = new SubscriptionAlerts(database, clock);
        this.subscriptions = new SubscriptionStore(database);
        this.deliveries = new DeliveryStore(database);
        this.lanes = lanes;
    }

    /** Subscribes: events that are logged from now on are sent. */
    public SubscriptionBody create(SubscriptionRequest request, Caller caller) {
        NewSubscription wanted = SubscriptionCheck.of(request, null, caller.user());
        if (subscriptions.list("", MOST).size() >= MOST) {
            throw ApiException.conflict(
                    "too_many_subscriptions", "Expected at most " + MOST + " subscriptions, but there are as many.");
        }
        if (!subscriptions.create(wanted)) {
            throw ApiException.conflict(
                    "exists", "Expected an id that is free, but there is a subscription «" + wanted.id() + "».");
        }
        return show(wanted.id());
    }

    /** Changes one: what isn't under way yet goes by what it says then. */
    public SubscriptionBody replace(String id, SubscriptionRequest request, Caller caller) {
        if (!subscriptions.replace(SubscriptionCheck.of(request, id, caller.user()))) {
            throw unknown(id);
        }
        return show(id);
    }

    public Page<SubscriptionBody> list(String after, int limit) {
        List<StoredSubscription> page = subscriptions.list(after, limit);
        return new Page<>(
                page.stream().map(this::body).toList(),
                page.size() == limit ? page.getLast().id() : null);
    }

    public SubscriptionBody show(String id) {
        return body(find(id));
    }

    /** Takes one away, with what is under way. */
    public void delete(String id) {
        find(id);
        List<String> open = deliveries.openLanes(id);
        boolean deleted = database.together(() -> {
            alerts.gone(id);
            return subscriptions.delete(id);
        });
        if (!deleted) {
            throw unknown(id);
        }
        open.forEach(lane -> lanes.end(id, lane));
    }

    /** Nothing more is handed on; what comes meanwhile is kept. */
    public SubscriptionBody pause(String id, Caller caller) {
        find(id);
        if (!subscriptions.pause(id, caller.user())) {
            throw ApiException.conflict(
                    "already_paused", "Expected a subscription that goes on, but «" + id + "» is paused.");
        }
        return show(id);
    }

    /** Goes on, with what was kept. */
    public SubscriptionBody resume(String id) {
        find(id);
        if (!subscriptions.pause(id, null)) {
            throw ApiException.conflict("not_paused", "Expected a paused subscription, but «" + id + "» goes on.");
        }
        return show(id);
    }

    /**
     * Its deliveries, newest first.
     *
     * @param state {@code due}, {@code handed}, {@code delivered} or {@code dead}; {@code null} for all
     */
    public Page<DeliveryBody> deliveries(String id, @Nullable String state, long before, int limit) {
        find(id);
        List<StoredDelivery> page = deliveries.of(id, state(state), before, limit);
        return new Page<>(
                page.stream().map(DeliveryBody::of).toList(),
                page.size() == limit ? Long.toString(page.getLast().id()) : null);
    }

    /**
     * Has dead letters sent again.
     *
     * @param delivery its number; {@code null} for all
     */
    public int replay(String id, @Nullable Long delivery) {
        find(id);
        int replayed = deliveries.again(id, delivery);
        if (delivery != null && replayed == 0) {
            throw ApiException.conflict(
                    "not_dead", "Expected a dead letter of this subscription, but " + delivery + " is none.");
        }
        return replayed;
    }

    private static @Nullable DeliveryState state(@Nullable String word) {
        return word == null || word.isEmpty()
                ? null
                : Arrays.stream(DeliveryState.values())
                        .filter(state -> state.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> ApiException.invalid(
                                "Expected «state» to be due, handed, delivered or dead, but found «" + word + "»."));
    }

    private SubscriptionBody body(StoredSubscription subscription) {
        return SubscriptionBody.of(subscription, deliveries.counts(subscription.id()));
    }

    private StoredSubscription find(String id) {
        return subscriptions.find(id).orElseThrow(() -> unknown(id));
    }

    private static ApiException unknown(String id) {
        return ApiException.notFound("subscription", id);
    }
}
