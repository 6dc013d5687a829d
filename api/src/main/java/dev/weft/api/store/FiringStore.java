package dev.weft.api.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** What triggers have to start: a trigger has each key once, so that what is noted again changes nothing. Thread safe. */
public final class FiringStore {
    private static final RowMapper<StoredFiring> FIRING = (row, context) -> new StoredFiring(
            row.getLong("id"),
            row.getString("workflow"),
            row.getString("trigger"),
            row.getString("key"),
            row.getString("cause"),
            row.getTimestamp("at").toInstant(),
            FiringState.of(row.getString("state")),
            row.getString("run"),
            row.getString("code"),
            row.getString("reason"),
            row.getInt("attempts"),
            row.getTimestamp("due_at").toInstant(),
            row.getTimestamp("expires_at").toInstant(),
            Database.instant(row.getTimestamp("settled_at")));

    private final Database database;

    public FiringStore(Database database) {
        this.database = database;
    }

    /** Notes one; whether it is new. */
    public boolean add(NewFiring firing) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("insert into firing (workflow, trigger, key, cause,"
                                        + " state, code, reason, expires_at, settled_at) values (:workflow, :trigger, :key,"
                                        + " :cause::json, :state, :code, :reason,"
                                        + " clock_timestamp() + make_interval(secs => :patience),"
                                        + " case when :state = 'due' then null else clock_timestamp() end)"
                                        + " on conflict (workflow, trigger, key) do nothing")
                                .bind("workflow", firing.workflow())
                                .bind("trigger", firing.trigger())
                                .bind("key", firing.key())
                                .bind("cause", firing.cause())
                                .bind("state", (firing.code() == null ? FiringState.DUE : FiringState.DEAD).word())
                                .bind("code", firing.code())
                                .bind("reason", firing.reason())
                                .bind("patience", firing.patience().toMillis() / 1000.0)
                                .execute())
                > 0;
    }

    /** One by its key. */
    public Optional<StoredFiring> find(String workflow, String trigger, String key) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from firing where workflow = :workflow and trigger = :trigger and key = :key")
                        .bind("workflow", workflow)
                        .bind("trigger", trigger)
                        .bind("key", key)
                        .map(FIRING)
                        .findOne());
    }

    /** Those that are due, of triggers that aren't paused, the longest first. */
    public List<StoredFiring> due(int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select f.* from firing f join definition_trigger t"
                                + " on t.workflow = f.workflow and t.name = f.trigger and t.paused_by is null"
                                + " where f.state = 'due' and f.due_at <= clock_timestamp()"
                                + " order by f.due_at, f.id limit :limit")
                        .bind("limit", limit)
                        .map(FIRING)
                        .list());
    }

    /** Those of a trigger, newest first. */
    public List<StoredFiring> of(String workflow, String trigger, long before, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from firing where workflow = :workflow"
                                + " and trigger = :trigger and id < :before order by id desc limit :limit")
                        .bind("workflow", workflow)
                        .bind("trigger", trigger)
                        .bind("before", before)
                        .bind("limit", limit)
                        .map(FIRING)
                        .list());
    }

    /** The run that a trigger has started last. */
    public Optional<String> lastRun(String workflow, String trigger) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select run from firing where workflow = :workflow"
                                        + " and trigger = :trigger and state = 'started' order by settled_at desc, id desc limit 1")
                        .bind("workflow", workflow)
                        .bind("trigger", trigger)
                        .mapTo(String.class)
                        .findOne());
    }

    /** Its run is there. */
    public void started(long id, String run) {
        settle(id, FiringState.STARTED, run, null, null);
    }

    /** It is over without a run. */
    public void over(long id, FiringState state, String code, String reason) {
        settle(id, state, null, code, reason);
    }

    private void settle(
            long id, FiringState state, @Nullable String run, @Nullable String code, @Nullable String reason) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update firing set state = :state, run = :run, code = :code,"
                                + " reason = :reason, attempts = attempts + 1, settled_at = clock_timestamp()"
                                + " where id = :id and state = 'due'")
                        .bind("id", id)
                        .bind("state", state.word())
                        .bind("run", run)
                        .bind("code", code)
                        .bind("reason", reason)
                        .execute());
    }

    /**
     * It could not be started, and is tried again, or given up where its time is over.
     *
     * @param code why, where that is to be told; {@code null} where it is an outage, which is told elsewhere
     */
    public void failed(long id, @Nullable String code, String reason, Duration pause) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update firing set code = :code, reason = :reason,"
                                + " attempts = attempts + 1,"
                                + " due_at = clock_timestamp() + make_interval(secs => :pause),"
                                + " state = case when cast(:code as text) is not null and expires_at < clock_timestamp()"
                                + " then 'dead' else state end,"
                                + " settled_at = case when cast(:code as text) is not null and expires_at < clock_timestamp()"
                                + " then clock_timestamp() else null end"
                                + " where id = :id and state = 'due'")
                        .bind("id", id)
                        .bind("code", code)
                        .bind("reason", reason)
                        .bind("pause", pause.toMillis() / 1000.0)
                        .execute());
    }

    /**
     * Has those of a trigger tried again that were given up.
     *
     * @param id of one; {@code null} for all
     * @return how many
     */
    public int again(String workflow, String trigger, @Nullable Long id, Duration patience) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("update firing set state = 'due', code = null, reason = null,"
                                + " settled_at = null, due_at = clock_timestamp(),"
                                + " expires_at = clock_timestamp() + make_interval(secs => :patience)"
                                + " where workflow = :workflow and trigger = :trigger and state = 'dead'"
                                + " and (cast(:id as bigint) is null or id = :id)")
                        .bind("workflow", workflow)
                        .bind("trigger", trigger)
                        .bind("id", id)
                        .bind("patience", patience.toMillis() / 1000.0)
                        .execute());
    }

    /**
     * Notes the signature of a webhook; whether it wasn't there. What is past its time is forgotten.
     *
     * @param window how long its timestamp counts
     */
    public boolean seen(String signature, Duration window) {
        return database.jdbi().withHandle(handle -> {
            handle.execute("delete from hook_seen where until < clock_timestamp()");
            return handle.createUpdate("insert into hook_seen (signature, until)"
                                    + " values (:signature, clock_timestamp() + make_interval(secs => :window))"
                                    + " on conflict do nothing")
                            .bind("signature", signature)
                            .bind("window", window.toMillis() / 1000.0)
                            .execute()
                    > 0;
        });
    }

    /** How the firings of triggers stand: by trigger, how many are in each state. */
    public Counts counts(String workflow, String trigger) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select count(*) filter (where state = 'started') as started,"
                                + " count(*) filter (where state = 'due') as due,"
                                + " count(*) filter (where state = 'dead') as dead,"
                                + " count(*) filter (where state = 'dropped') as dropped"
                                + " from firing where workflow = :workflow and trigger = :trigger")
                        .bind("workflow", workflow)
                        .bind("trigger", trigger)
                        .map((row, context) -> new Counts(
                                row.getLong("started"),
                                row.getLong("due"),
                                row.getLong("dead"),
                                row.getLong("dropped")))
                        .one());
    }

    /**
     * How many firings are in each state.
     *
     * @param due to be tried, for the first time or again
     * @param dead given up
     * @param dropped not wanted
     */
    public record Counts(long started, long due, long dead, long dropped) {}
}
