package dev.weft.api.store;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Subscriptions. Thread safe. */
public final class SubscriptionStore {
    private static final RowMapper<StoredSubscription> SUBSCRIPTION = (row, context) -> new StoredSubscription(
            row.getString("id"),
            row.getString("url"),
            Arrays.asList((String[]) row.getArray("types").getArray()),
            row.getString("workflow"),
            row.getString("filter"),
            row.getString("secret"),
            row.getLong("retry_seconds"),
            row.getLong("since"),
            row.getString("created_by"),
            row.getTimestamp("created_at").toInstant(),
            row.getString("paused_by"),
            Database.instant(row.getTimestamp("paused_at")),
            row.getString("alert"),
            row.getString("alert_reason"));

    private final Database database;

    public SubscriptionStore(Database database) {
        this.database = database;
    }

    /** Saves a new one; whether its id was free. */
    public boolean create(NewSubscription subscription) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("insert into subscription (id, url, types, workflow,"
                                        + " filter, secret, retry_seconds, since, created_by)"
                                        + " select :id, :url, :types, :workflow, :filter, :secret, :retrySeconds, last, :by"
                                        + " from event_head on conflict (id) do nothing")
                                .bind("id", subscription.id())
                                .bind("url", subscription.url())
                                .bindArray("types", String.class, subscription.types())
                                .bind("workflow", subscription.workflow())
                                .bind("filter", subscription.filter())
                                .bind("secret", subscription.secret())
                                .bind("retrySeconds", subscription.retrySeconds())
                                .bind("by", subscription.by())
                                .execute())
                > 0;
    }

    /** Changes one from now on; whether it is there. */
    public boolean replace(NewSubscription subscription) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate(
                                        "update subscription set url = :url, types = :types,"
                                                + " workflow = :workflow, filter = :filter, secret = :secret,"
                                                + " retry_seconds = :retrySeconds, updated_at = clock_timestamp() where id = :id")
                                .bind("id", subscription.id())
                                .bind("url", subscription.url())
                                .bindArray("types", String.class, subscription.types())
                                .bind("workflow", subscription.workflow())
                                .bind("filter", subscription.filter())
                                .bind("secret", subscription.secret())
                                .bind("retrySeconds", subscription.retrySeconds())
                                .execute())
                > 0;
    }

    /** One by its id. */
    public Optional<StoredSubscription> find(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from subscription where id = :id")
                        .bind("id", id)
                        .map(SUBSCRIPTION)
                        .findOne());
    }

    /** By id, from one on. */
    public List<StoredSubscription> list(String after, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from subscription where id collate \"C\" > :after"
                                + " order by id collate \"C\" limit :limit")
                        .bind("after", after)
                        .bind("limit", limit)
                        .map(SUBSCRIPTION)
                        .list());
    }

    /** Takes one away with its deliveries; whether it was there. */
    public boolean delete(String id) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("delete from subscription where id = :id")
                                .bind("id", id)
                                .execute())
                > 0;
    }

    /** Pauses or goes on; whether that changed anything. */
    public boolean pause(String id, @Nullable String by) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("update subscription set paused_by = :by,"
                                        + " paused_at = case when cast(:by as text) is null then null else clock_timestamp() end"
                                        + " where id = :id and (paused_by is null) <> (cast(:by as text) is null)")
                                .bind("id", id)
                                .bind("by", by)
                                .execute())
                > 0;
    }

    /** Notes that it raises an alert, or none; whether that changed anything. */
    public boolean alert(String id, @Nullable String alert, @Nullable String reason) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("update subscription set alert = :alert,"
                                        + " alert_reason = :reason where id = :id"
                                        + " and (alert is null) <> (cast(:alert as text) is null)")
                                .bind("id", id)
                                .bind("alert", alert)
                                .bind("reason", reason)
                                .execute())
                > 0;
    }
}
