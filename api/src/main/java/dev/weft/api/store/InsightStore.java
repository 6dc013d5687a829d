package dev.weft.api.store;

import dev.weft.api.figure.MeasureKey;
import dev.weft.api.figure.SeenAlert;
import dev.weft.api.figure.Tally;
import dev.weft.api.figure.Tally.Count;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** What the event log comes to, as far as it has been added up. Thread safe. */
public final class InsightStore {
    private static final List<String> COUNTS = Arrays.stream(Count.values())
            .map(count -> count.name().toLowerCase(Locale.ROOT))
            .toList();

    /** What the names of tables end with that have what was cut off. */
    private static final String BASE = "_base";

    /** Adds to a table, whose name is in the place of {@code %1$s}. */
    private static final String MEASURE = "insert into %1$s (hour, kind, workflow, task, agent, "
            + String.join(", ", COUNTS)
            + ", timed, seconds, shortest, longest) values (:hour, :kind, :workflow, :task, :agent, :"
            + String.join(", :", COUNTS)
            + ", :timed, :seconds, :shortest, :longest)"
            + " on conflict (kind, hour, workflow, task, agent) do update set "
            + COUNTS.stream()
                    .map(name -> name + " = %1$s." + name + " + excluded." + name)
                    .collect(Collectors.joining(", "))
            + ", timed = %1$s.timed + excluded.timed, seconds = %1$s.seconds + excluded.seconds,"
            + " shortest = least(%1$s.shortest, excluded.shortest), longest = greatest(%1$s.longest, excluded.longest)";

    private static final RowMapper<SeenAlert> ALERT = (row, context) -> new SeenAlert(
            row.getString("id"),
            row.getString("kind"),
            row.getString("source"),
            row.getString("subject"),
            row.getTimestamp("raised_at").toInstant(),
            Database.instant(row.getTimestamp("cleared_at")),
            JsonText.map(row.getString("data")));

    private final Database database;

    public InsightStore(Database database) {
        this.database = database;
    }

    /** Up to which offset the log is added up; held until the transaction ends. Empty where another is at it. */
    public OptionalLong take() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select position from insight_cursor for update skip locked")
                        .mapTo(Long.class)
                        .findOne()
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()));
    }

    /** Up to which offset it is. */
    public long position() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select position from insight_cursor")
                        .mapTo(Long.class)
                        .one());
    }

    /** As {@link #take}, but waits for whoever is at it. */
    public long hold() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select position from insight_cursor for update")
                        .mapTo(Long.class)
                        .one());
    }

    /** All that was counted, by what is measured together. */
    public Map<MeasureKey, Tally> measures() {
        return measures("");
    }

    /** What those events came to that were cut off the log. */
    public Map<MeasureKey, Tally> base() {
        return measures(BASE);
    }

    private Map<MeasureKey, Tally> measures(String which) {
        return database.jdbi().withHandle(handle -> {
            Map<MeasureKey, Tally> all = new LinkedHashMap<>();
            handle.createQuery("select * from measure" + which)
                    .map((row, context) -> Map.entry(key(row), tally(row)))
                    .list()
                    .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
            handle.createQuery("select * from measure_duration" + which)
                    .map((row, context) -> {
                        all.computeIfAbsent(key(row), none -> new Tally())
                                .addDurations(row.getInt("bucket"), row.getLong("count"));
                        return true;
                    })
                    .list();
            return all;
        });
    }

    /** All alerts that were seen. */
    public List<SeenAlert> alerts() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select * from alert").map(ALERT).list());
    }

    /** Forgets all of it, but how far the log is added up: in the transaction in which it is put anew. */
    public void clear() {
        database.jdbi().useHandle(handle -> {
            for (String table : List.of("measure", "measure_duration", "alert", "task_late")) {
                handle.execute("delete from " + table);
            }
        });
    }

    private static MeasureKey key(ResultSet row) throws SQLException {
        return new MeasureKey(
                row.getTimestamp("hour").toInstant(),
                row.getString("kind").equals("run") ? MeasureKey.Kind.RUN : MeasureKey.Kind.TASK,
                row.getString("workflow"),
                row.getString("task"),
                row.getString("agent"));
    }

    /** Notes up to which offset it is. */
    public void seen(long position) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update insight_cursor set position = :position")
                        .bind("position", position)
                        .execute());
    }

    /** How many events of the log aren't added up yet. */
    public long behind() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select (select last from event_head) - (select position from insight_cursor)")
                        .mapTo(Long.class)
                        .one());
    }

    /** Alerts by their ids, those that are known. */
    public Map<String, SeenAlert> alerts(Collection<String> ids) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from alert where id = any(:ids)")
                        .bindArray("ids", String.class, List.copyOf(ids))
                        .map(ALERT)
                        .collectToMap(SeenAlert::id, alert -> alert));
    }

    /**
     * Alerts, those that were raised last first.
     *
     * @param standing whether only those that haven't been cleared
     * @param before raised before it, and of the same moment with a smaller id; {@code null} for all
     */
    public List<SeenAlert> alerts(
            boolean standing, @Nullable String kind, @Nullable Instant before, @Nullable String beforeId, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from alert where true"
                                + (standing ? " and cleared_at is null" : "")
                                + (kind == null ? "" : " and kind = :kind")
                                + (before == null ? "" : " and (raised_at, id) < (:before, :before_id)")
                                + " order by raised_at desc, id desc limit :limit")
                        .bindMap(present("kind", kind))
                        .bindMap(present("before", before == null ? null : Database.utc(before)))
                        .bindMap(present("before_id", beforeId))
                        .bind("limit", limit)
                        .map(ALERT)
                        .list());
    }

    /** How many alerts of each kind stand. */
    public SortedMap<String, Long> standing() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select kind, count(*) as many from alert where cleared_at is null group by kind")
                        .reduceRows(new TreeMap<String, Long>(), (all, row) -> {
                            all.put(row.getColumn("kind", String.class), row.getColumn("many", Long.class));
                            return all;
                        }));
    }

    /** Keeps alerts as they are now. */
    public void putAlerts(Collection<SeenAlert> alerts) {
        database.jdbi().useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("insert into alert"
                    + " (id, kind, source, subject, raised_at, cleared_at, data)"
                    + " values (:id, :kind, :source, :subject, :raised_at, :cleared_at, cast(:data as jsonb))"
                    + " on conflict (id) do update set raised_at = excluded.raised_at, cleared_at = excluded.cleared_at,"
                    + " data = excluded.data");
            for (SeenAlert alert : alerts) {
                Instant cleared = alert.clearedAt();
                batch.bind("id", alert.id())
                        .bind("kind", alert.kind())
                        .bind("source", alert.source())
                        .bind("subject", alert.subject())
                        .bind("raised_at", Database.utc(alert.raisedAt()))
                        .bind("cleared_at", cleared == null ? null : Database.utc(cleared))
                        .bind("data", JsonText.write(alert.data()))
                        .add();
            }
            execute(batch);
        });
    }

    /** Adds to what has been counted. */
    public void add(Map<MeasureKey, Tally> measures) {
        add(measures, "");
    }

    /** Adds to what those events came to that were cut off the log. */
    public void addToBase(Map<MeasureKey, Tally> measures) {
        add(measures, BASE);
    }

    private void add(Map<MeasureKey, Tally> measures, String which) {
        database.jdbi().useHandle(handle -> {
            addCounts(handle, measures, which);
            addDurations(handle, measures, which);
        });
    }

    private static void addCounts(Handle handle, Map<MeasureKey, Tally> measures, String which) {
        PreparedBatch batch = handle.prepareBatch(MEASURE.formatted("measure" + which));
        measures.forEach((key, tally) -> {
            bind(batch, key);
            for (Count count : Count.values()) {
                batch.bind(COUNTS.get(count.ordinal()), tally.count(count));
            }
            batch.bind("timed", tally.timed())
                    .bind("seconds", tally.seconds())
                    .bind("shortest", tally.shortest())
                    .bind("longest", tally.longest())
                    .add();
        });
        execute(batch);
    }

    private static void addDurations(Handle handle, Map<MeasureKey, Tally> measures, String which) {
        PreparedBatch batch = handle.prepareBatch(("insert into %1$s (hour, kind, workflow, task, agent, bucket, count)"
                        + " values (:hour, :kind, :workflow, :task, :agent, :bucket, :count)"
                        + " on conflict (kind, hour, workflow, task, agent, bucket)"
                        + " do update set count = %1$s.count + excluded.count")
                .formatted("measure_duration" + which));
        measures.forEach((key, tally) -> tally.durations().forEach((bucket, many) -> {
            bind(batch, key);
            batch.bind("bucket", bucket).bind("count", many).add();
        }));
        execute(batch);
    }

    static void execute(PreparedBatch batch) {
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static void bind(PreparedBatch batch, MeasureKey key) {
        batch.bind("hour", Database.utc(key.hour()))
                .bind("kind", key.kind().text())
                .bind("workflow", key.workflow())
                .bind("task", key.task())
                .bind("agent", key.agent());
    }

    /** By what figures are added up. */
    public enum By {
        NOTHING("''"),
        WORKFLOW("workflow"),
        TASK("workflow || chr(10) || task"),
        AGENT("agent"),
        HOUR("to_char(hour at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:00:00\"Z\"')"),
        DAY("to_char(hour at time zone 'UTC', 'YYYY-MM-DD\"T\"00:00:00\"Z\"')");

        private final String expression;

        By(String expression) {
            this.expression = expression;
        }
    }

    /**
     * Adds up what was counted in some hours.
     *
     * @param from the first of them
     * @param to the first after them
     * @param workflow {@code null} for all
     * @return by what it was asked by: a text with what its parts are between line feeds; times as RFC 3339
     */
    public SortedMap<String, Tally> sums(
            MeasureKey.Kind kind, Instant from, Instant to, @Nullable String workflow, By by) {
        String which =
                where(by) + " and hour >= :from and hour < :to" + (workflow == null ? "" : " and workflow = :workflow");
        Map<String, Object> bound = new LinkedHashMap<>(present("workflow", workflow));
        bound.put("kind", kind.text());
        bound.put("from", Database.utc(from));
        bound.put("to", Database.utc(to));
        // Both questions are of one moment, or the second could know what the first doesn't.
        return database.jdbi().inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            SortedMap<String, Tally> sums = counted(handle, by, which, bound);
            handle.createQuery("select " + by.expression
                            + " as which, bucket, sum(count) as count from measure_duration" + which + " group by 1, 2")
                    .bindMap(bound)
                    .reduceRows(sums, (all, row) -> {
                        Objects.requireNonNull(all.get(row.getColumn("which", String.class)))
                                .addDurations(
                                        row.getColumn("bucket", Integer.class), row.getColumn("count", Long.class));
                        return all;
                    });
            return sums;
        });
    }

    /** As {@link #sums}, not parted. */
    public Tally sum(MeasureKey.Kind kind, Instant from, Instant to, @Nullable String workflow) {
        return sums(kind, from, to, workflow, By.NOTHING).getOrDefault("", new Tally());
    }

    /** Adds up all that was ever counted, without what quantiles need. */
    public SortedMap<String, Tally> totals(MeasureKey.Kind kind, By by) {
        return database.jdbi().withHandle(handle -> counted(handle, by, where(by), Map.of("kind", kind.text())));
    }

    private static String where(By by) {
        return " where kind = :kind" + (by == By.AGENT ? " and agent <> ''" : "");
    }

    private static SortedMap<String, Tally> counted(Handle handle, By by, String which, Map<String, Object> bound) {
        return handle.createQuery("select " + by.expression + " as which, "
                        + COUNTS.stream()
                                .map(name -> "sum(" + name + ") as " + name)
                                .collect(Collectors.joining(", "))
                        + ", sum(timed) as timed, sum(seconds) as seconds, min(shortest) as shortest,"
                        + " max(longest) as longest from measure" + which + " group by 1")
                .bindMap(bound)
                .map((row, context) -> Map.entry(row.getString("which"), tally(row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private static Tally tally(ResultSet row) throws SQLException {
        Tally tally = new Tally();
        for (Count count : Count.values()) {
            tally.add(count, row.getLong(COUNTS.get(count.ordinal())));
        }
        tally.addTimes(row.getLong("timed"), row.getDouble("seconds"), (Double) row.getObject("shortest"), (Double)
                row.getObject("longest"));
        return tally;
    }

    private static Map<String, Object> present(String name, @Nullable Object value) {
        return value == null ? Map.of() : Map.of(name, value);
    }
}
