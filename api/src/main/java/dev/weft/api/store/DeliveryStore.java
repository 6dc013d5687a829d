package dev.weft.api.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Events on their way to subscriptions. Thread safe. */
public final class DeliveryStore {
    private static final RowMapper<StoredDelivery> DELIVERY = (row, context) -> new StoredDelivery(
            row.getLong("id"),
            row.getString("subscription"),
            row.getLong("position"),
            row.getString("lane"),
            DeliveryState.of(row.getString("state")),
            row.getString("code"),
            row.getString("reason"),
            row.getInt("attempts"),
            row.getTimestamp("noted_at").toInstant(),
            Database.instant(row.getTimestamp("settled_at")));

    private final Database database;

    public DeliveryStore(Database database) {
        this.database = database;
    }

    /**
     * Notes one, once an event and subscription; of a subscription that is gone nothing.
     *
     * @param code why it is given up at once; {@code null} where it is to be sent
     */
    public void add(String subscription, long position, String lane, @Nullable String code, @Nullable String reason) {
        database.jdbi()
                .useHandle(
                        handle -> handle.createUpdate("insert into delivery (subscription, position, lane, state, code,"
                                        + " reason, settled_at) select :subscription, :position, :lane, :state, :code, :reason,"
                                        + " case when :state = 'due' then null else clock_timestamp() end"
                                        + " where exists (select from subscription where id = :subscription)"
                                        + " on conflict (subscription, position) do nothing")
                                .bind("subscription", subscription)
                                .bind("position", position)
                                .bind("lane", lane)
                                .bind("state", (code == null ? DeliveryState.DUE : DeliveryState.DEAD).word())
                                .bind("code", code)
                                .bind("reason", reason)
                                .execute());
    }

    /**
     * Those to be handed on, of subscriptions that aren't paused, in the order of the log.
     *
     * @param most lanes with so many that are handed on already are left out: one whose receiver is away would take in without end
     */
    public List<StoredDelivery> due(int limit, int most) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select d.* from delivery d join subscription s"
                                + " on s.id = d.subscription and s.paused_by is null where d.state = 'due'"
                                + " and (select count(*) from delivery h where h.subscription = d.subscription"
                                + " and h.lane = d.lane and h.state = 'handed') < :most"
                                + " order by d.position, d.id limit :limit")
                        .bind("limit", limit)
                        .bind("most", most)
                        .map(DELIVERY)
                        .list());
    }

    /** Whether one is neither settled nor gone. */
    public boolean isOpen(long id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select exists (select from delivery where id = :id and state in ('due', 'handed'))")
                        .bind("id", id)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Temporal has it. */
    public void handed(List<Long> ids) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "update delivery set state = 'handed' where id = any(:ids) and state = 'due'")
                        .bindArray("ids", Long.class, ids)
                        .execute());
    }

    /**
     * Notes what has become of one.
     *
     * @param code why it was given up; {@code null} where it is delivered
     * @return it, as it is then; empty where it is settled already, or gone
     */
    public Optional<StoredDelivery> settle(long id, @Nullable String code, @Nullable String reason, int attempts) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("update delivery set state = :state, code = :code,"
                                + " reason = :reason, attempts = :attempts, settled_at = clock_timestamp()"
                                + " where id = :id and state in ('due', 'handed') returning *")
                        .bind("id", id)
                        .bind("state", (code == null ? DeliveryState.DELIVERED : DeliveryState.DEAD).word())
                        .bind("code", code)
                        .bind("reason", reason)
                        .bind("attempts", attempts)
                        .map(DELIVERY)
                        .findOne());
    }

    /** Those of a subscription, newest first; in one state, where one is named. */
    public List<StoredDelivery> of(String subscription, @Nullable DeliveryState state, long before, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from delivery where subscription = :subscription"
                                + " and (cast(:state as text) is null or state = :state) and id < :before"
                                + " order by id desc limit :limit")
                        .bind("subscription", subscription)
                        .bind("state", state == null ? null : state.word())
                        .bind("before", before)
                        .bind("limit", limit)
                        .map(DELIVERY)
                        .list());
    }

    /** The lanes of a subscription that Temporal has something of. */
    public List<String> openLanes(String subscription) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select distinct lane from delivery where subscription = :subscription and state = 'handed'")
                        .bind("subscription", subscription)
                        .mapTo(String.class)
                        .list());
    }

    /**
     * Has those sent again that were given up.
     *
     * @param id of one; {@code null} for all of the subscription
     * @return how many
     */
    public int again(String subscription, @Nullable Long id) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createUpdate("update delivery set state = 'due', code = null, reason = null,"
                                        + " settled_at = null where subscription = :subscription and state = 'dead'"
                                        + " and (cast(:id as bigint) is null or id = :id)")
                                .bind("subscription", subscription)
                                .bind("id", id)
                                .execute());
    }

    /** How many are in each state. */
    public Counts counts(String subscription) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) filter (where state = 'due') as due,"
                                + " count(*) filter (where state = 'handed') as handed,"
                                + " count(*) filter (where state = 'delivered') as delivered,"
                                + " count(*) filter (where state = 'dead') as dead"
                                + " from delivery where subscription = :subscription")
                        .bind("subscription", subscription)
                        .map((row, context) -> new Counts(
                                row.getLong("due"),
                                row.getLong("handed"),
                                row.getLong("delivered"),
                                row.getLong("dead")))
                        .one());
    }

    /**
     * How many deliveries are in each state.
     *
     * @param due not yet under way
     * @param handed under way
     */
    public record Counts(long due, long handed, long delivered, long dead) {}
}
