package dev.weft.api.store;

import dev.weft.api.figure.SeenRun;
import dev.weft.api.gateway.RunFilter;
import dev.weft.worker.protocol.RunStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Runs as the event log, and Temporal where the log doesn't, shows them. Thread safe. */
public final class SeenRunStore {
    private static final RowMapper<SeenRun> RUN = (row, context) -> new SeenRun(
            row.getString("run"),
            row.getString("workflow"),
            row.getInt("revision"),
            row.getInt("generation"),
            row.getTimestamp("started_at").toInstant(),
            Database.instant(row.getTimestamp("ended_at")),
            JsonText.labels(row.getString("labels")),
            row.getString("error"),
            row.getString("started_by"),
            row.getString("parent"),
            row.getString("execution"),
            new SeenRun.Stand(row.getString("status"), row.getInt("progress"), texts(row)),
            row.getBoolean("by_events"),
            row.getTimestamp("as_of").toInstant());

    private static final String COLUMNS =
            "run, workflow, revision, generation, status, started_at, ended_at, labels, error,"
                    + " started_by, parent, execution, progress, waiting_for, by_events, as_of";

    static final String INSERT = "insert into run_seen (" + COLUMNS
            + ") values (:run, :workflow, :revision, :generation, :status, :started_at, :ended_at,"
            + " cast(:labels as jsonb), :error, :started_by, :parent, :execution, :progress, :waiting_for, :by_events,"
            + " :as_of) on conflict (run) do ";

    /** What the log tells late doesn't count, but an end: it has the last word of what came before. */
    private static final String BY_EVENTS = "update set revision = excluded.revision, generation = excluded.generation,"
            + " status = excluded.status, ended_at = excluded.ended_at, error = excluded.error,"
            + " execution = coalesce(excluded.execution, run_seen.execution), progress = excluded.progress,"
            + " waiting_for = excluded.waiting_for, by_events = excluded.by_events,"
            + " as_of = greatest(run_seen.as_of, excluded.as_of)"
            + " where run_seen.as_of <= excluded.as_of or excluded.ended_at is not null";

    /** What Temporal shows counts for what the log doesn't tell, for ends that it hasn't told, and for what began after an end. */
    private static final String BY_TEMPORAL = "update set workflow = excluded.workflow, revision = excluded.revision,"
            + " status = excluded.status, started_at = excluded.started_at, ended_at = excluded.ended_at,"
            + " labels = excluded.labels, error = case when excluded.ended_at is null then null else run_seen.error end,"
            + " started_by = excluded.started_by, parent = excluded.parent, execution = excluded.execution,"
            + " progress = excluded.progress, waiting_for = excluded.waiting_for,"
            + " by_events = run_seen.by_events and excluded.ended_at is not null,"
            + " as_of = greatest(run_seen.as_of, excluded.as_of)"
            + " where case when run_seen.ended_at is not null"
            + " then :begun > run_seen.ended_at or (not run_seen.by_events and excluded.ended_at is not null)"
            + " when run_seen.by_events then excluded.ended_at >= run_seen.as_of else true end";

    private static final String SWEEP = "runs in Temporal";

    private final Database database;

    public SeenRunStore(Database database) {
        this.database = database;
    }

    /** How the runs of a definition ended. */
    public record Ended(String workflow, long completed, long failed) {}

    /** How those ended that ended since; cancelled and undone ones aside. */
    public List<Ended> endedSince(Instant since) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select workflow,"
                                + " count(*) filter (where status = 'COMPLETED') as completed,"
                                + " count(*) filter (where status in ('FAILED', 'TIMED_OUT', 'TERMINATED')) as failed"
                                + " from run_seen where ended_at >= :since group by workflow order by workflow")
                        .bind("since", Database.utc(since))
                        .map((row, context) ->
                                new Ended(row.getString("workflow"), row.getLong("completed"), row.getLong("failed")))
                        .list());
    }

    /** Those of some ids that are known, by their ids. */
    public Map<String, SeenRun> of(Collection<String> ids) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from run_seen where run = any(:ids)")
                        .bindArray("ids", String.class, List.copyOf(ids))
                        .map(RUN)
                        .collectToMap(SeenRun::run, run -> run));
    }

    /** The one of a definition that was started last. */
    public Optional<SeenRun> latest(String workflow) {
        return list(RunFilter.ofWorkflow(workflow), null, 1).stream().findFirst();
    }

    /**
     * Where a page of a list begins: after the run that was the last of the page before.
     *
     * @param startedAt when it began
     * @param run its id
     */
    public record After(Instant startedAt, String run) {}

    /**
     * Runs, the last started first.
     *
     * @param after {@code null} for the first page
     */
    public List<SeenRun> list(RunFilter filter, @Nullable After after, int limit) {
        Map<String, Object> bound = new LinkedHashMap<>();
        StringBuilder where = new StringBuilder("true");
        and(where, bound, "workflow = :workflow", filter.workflow());
        and(
                where,
                bound,
                "status = :status",
                filter.status() == null ? null : filter.status().name());
        and(where, bound, "started_at >= :since", filter.since() == null ? null : Database.utc(filter.since()));
        and(where, bound, "started_at < :until", filter.until() == null ? null : Database.utc(filter.until()));
        and(where, bound, "parent = :parent", filter.parent());
        and(where, bound, "labels @> cast(:labels as jsonb)", labels(filter));
        if (filter.open()) {
            where.append(" and ended_at is null");
        }
        if (filter.waiting()) {
            where.append(" and waiting_for <> '{}'");
        }
        if (after != null) {
            where.append(" and (started_at, run) < (:after, :after_run)");
            bound.put("after", Database.utc(after.startedAt()));
            bound.put("after_run", after.run());
        }
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from run_seen where " + where
                                + " order by started_at desc, run desc limit :limit")
                        .bindMap(bound)
                        .bind("limit", limit)
                        .map(RUN)
                        .list());
    }

    private static @Nullable String labels(RunFilter filter) {
        return filter.labels().isEmpty() ? null : JsonText.write(filter.labelsByName());
    }

    /** A term with the one parameter that it names. */
    private static void and(StringBuilder where, Map<String, Object> bound, String term, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(term);
            bound.put(term.replaceAll(".*:(\\w+).*", "$1"), value);
        }
    }

    /** Keeps runs as the event log tells them now. */
    public void put(Collection<SeenRun> runs) {
        database.jdbi().useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch(INSERT + BY_EVENTS);
            runs.forEach(run -> bind(batch, run).add());
            InsightStore.execute(batch);
        });
    }

    /**
     * Keeps a run as Temporal shows it, where that is more than what is known.
     *
     * @param begun when its newest execution did
     */
    public void shown(SeenRun run, Instant begun) {
        database.jdbi().useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch(INSERT + BY_TEMPORAL);
            bind(batch, run).bind("begun", Database.utc(begun)).add();
            batch.execute();
        });
    }

    /** Forgets runs. */
    public void forget(Collection<String> runs) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from run_seen where run = any(:runs)")
                        .bindArray("runs", String.class, List.copyOf(runs))
                        .execute());
    }

    /**
     * Open ones, to be looked at in Temporal: those first that were looked at longest ago, which they now are.
     *
     * @param byEvents whether those are meant of which the event log tells
     */
    public List<SeenRun> look(boolean byEvents, int limit) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("update run_seen set looked_at = clock_timestamp() where run in"
                                        + " (select run from run_seen where ended_at is null and by_events = :by_events"
                                        + " order by looked_at limit :limit) returning *")
                                .bind("by_events", byEvents)
                                .bind("limit", limit)
                                .map(RUN)
                                .list());
    }

    /** Up to which beginning of an execution Temporal was asked; held until the transaction ends. Empty where another is at it. */
    public Optional<Instant> takeSweep() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select seen_until from event_cursor where name = :name for update skip locked")
                        .bind("name", SWEEP)
                        .map((row, context) -> row.getTimestamp("seen_until").toInstant())
                        .findOne());
    }

    /** Notes up to which one that is. */
    public void swept(Instant until) {
        database.jdbi()
                .useHandle(
                        handle -> handle.createUpdate("update event_cursor set seen_until = :until where name = :name")
                                .bind("name", SWEEP)
                                .bind("until", Database.utc(until))
                                .execute());
    }

    static <T extends SqlStatement<T>> T bind(T statement, SeenRun run) {
        Instant ended = run.endedAt();
        return statement
                .bind("run", run.run())
                .bind("workflow", run.workflow())
                .bind("revision", run.revision())
                .bind("generation", run.generation())
                .bind("status", run.status())
                .bind("started_at", Database.utc(run.startedAt()))
                .bind("ended_at", ended == null ? null : Database.utc(ended))
                .bind("labels", JsonText.write(run.labels()))
                .bind("error", run.error())
                .bind("started_by", run.startedBy())
                .bind("parent", run.parent())
                .bind("execution", run.execution())
                .bind("progress", run.stand().progress())
                .bindArray("waiting_for", String.class, run.stand().waitingFor())
                .bind("by_events", run.byEvents())
                .bind("as_of", Database.utc(run.asOf()));
    }

    private static List<String> texts(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("waiting_for").getArray());
    }

    /** Those of a status in which nothing has changed since a time, as far as the event log tells; the oldest first. */
    public List<SeenRun> unmoved(RunStatus status, Instant since, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from run_seen where ended_at is null and by_events"
                                + " and status = :status and as_of < :since order by as_of limit :limit")
                        .bind("status", status.name())
                        .bind("since", Database.utc(since))
                        .bind("limit", limit)
                        .map(RUN)
                        .list());
    }

    /** Those that go on and began before, the oldest first. */
    public List<SeenRun> runningSince(Instant before, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from run_seen where ended_at is null"
                                        + " and status in ('RUNNING', 'WAITING') and started_at < :before order by started_at limit :limit")
                        .bind("before", Database.utc(before))
                        .bind("limit", limit)
                        .map(RUN)
                        .list());
    }
}
