package dev.weft.api.store;

import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.Fact;
import dev.weft.worker.protocol.event.FactBatch;
import dev.weft.worker.protocol.event.FactType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The event log. Offsets have no gaps and are seen in their order: whoever writes holds the head of the log until the
 * commit. Thread safe.
 */
public final class EventStore {
    /** The channel on which is told that there is more. */
    public static final String CHANNEL = "weft_event";

    private static final List<String> ENDS = Stream.of(FactType.values())
            .filter(FactType::ends)
            .map(FactType::text)
            .toList();

    static final RowMapper<LoggedEvent> EVENT = (row, context) -> new LoggedEvent(
            row.getLong("position"),
            new CloudEvent(
                    row.getString("id"),
                    row.getString("source"),
                    row.getString("type"),
                    row.getString("subject"),
                    row.getTimestamp("time").toInstant(),
                    JsonText.value(row.getString("data")),
                    JsonText.map(row.getString("extensions"))));
    private final Database database;

    public EventStore(Database database) {
        this.database = database;
    }

    /** An event with where it comes from in a run, where it does. */
    private record Row(
            CloudEvent event,
            @Nullable FactBatch run,
            @Nullable Fact fact) {
        String key() {
            return event.source() + "\n" + event.id();
        }
    }

    /**
     * Puts facts of runs to the log, those that it has left out.
     *
     * @param whole whether also where what came before is missing
     * @return the batches that were not put, as that is missing
     */
    public List<FactBatch> put(List<FactBatch> batches, boolean whole) {
        return database.jdbi().inTransaction(handle -> {
            long last = lock(handle);
            List<FactBatch> refused = new ArrayList<>();
            List<Row> rows = new ArrayList<>();
            for (FactBatch batch : batches) {
                if (batch.facts().isEmpty()) {
                    continue;
                }
                if (whole || follows(handle, batch, rows)) {
                    batch.facts().forEach(fact -> rows.add(new Row(CloudEvent.of(batch, fact), batch, fact)));
                } else {
                    refused.add(batch);
                }
            }
            append(handle, last, rows);
            return refused;
        });
    }

    /** Puts events to the log; returns how many were new. */
    public int put(List<CloudEvent> events) {
        return database.jdbi()
                .inTransaction(handle -> append(
                        handle,
                        lock(handle),
                        events.stream().map(event -> new Row(event, null, null)).toList()));
    }

    /** Whether the log has an event. */
    public boolean has(CloudEvent event) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select 1 from event where source = :source and id = :id")
                        .bind("source", event.source())
                        .bind("id", event.id())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    /** The time of the newest fact of a run, by the run's clock; empty where there is none. */
    public Optional<Instant> latest(String run) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select max(time) as latest from event where run = :run")
                        .bind("run", run)
                        .map((row, context) ->
                                Optional.ofNullable(row.getTimestamp("latest")).map(Timestamp::toInstant))
                        .one());
    }

    /** Events after an offset, in order. */
    public List<LoggedEvent> after(long offset, EventFilter filter, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from event where position > :offset"
                                + (filter.type() == null ? "" : " and type = :type")
                                + (filter.workflow() == null ? "" : " and workflow = :workflow")
                                + (filter.run() == null ? "" : " and run = :run")
                                + " order by position limit :limit")
                        .bind("offset", offset)
                        .bind("limit", limit)
                        .bindMap(bound(filter))
                        .map(EVENT)
                        .list());
    }

    /** The event at an offset, where there is one. */
    public Optional<LoggedEvent> at(long offset) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from event where position = :offset")
                        .bind("offset", offset)
                        .map(EVENT)
                        .findOne());
    }

    /** Events of some types between two offsets, in order. */
    public List<LoggedEvent> between(long after, long upTo, Collection<String> types, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from event where position > :after"
                                + " and position <= :up_to and type = any(:types) order by position limit :limit")
                        .bind("after", after)
                        .bind("up_to", upTo)
                        .bindArray("types", String.class, List.copyOf(types))
                        .bind("limit", limit)
                        .map(EVENT)
                        .list());
    }

    /** The greatest offset; 0 of an empty log. */
    public long last() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select last from event_head")
                        .mapTo(Long.class)
                        .one());
    }

    /** Up to which offset events may be missing that were cut off, as they were old; 0 of a log that has all. */
    public long cut() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select position from event_cut")
                        .mapTo(Long.class)
                        .one());
    }

    private static Map<String, Object> bound(EventFilter filter) {
        Map<String, Object> bound = new HashMap<>();
        Optional.ofNullable(filter.type()).ifPresent(type -> bound.put("type", type));
        Optional.ofNullable(filter.workflow()).ifPresent(workflow -> bound.put("workflow", workflow));
        Optional.ofNullable(filter.run()).ifPresent(run -> bound.put("run", run));
        return bound;
    }

    /** Lets nobody else write to the log until the transaction ends; gives the greatest offset. */
    static long lock(Handle handle) {
        return handle.createQuery("select last from event_head for update")
                .mapTo(Long.class)
                .one();
    }

    private static boolean follows(Handle handle, FactBatch batch, List<Row> rows) {
        int first = batch.facts().getFirst().sequence();
        Optional<Fact> again = batch.beginsOnceMore();
        if (again.isPresent() && !hasEnded(handle, batch, rows)) {
            return false;
        }
        return first == 1
                || rows.stream()
                        .anyMatch(row -> row.run() != null
                                && row.fact() != null
                                && row.run().run().equals(batch.run())
                                && row.fact().sequence() == first - 1)
                || handle.createQuery("select 1 from event where run = :run and sequence = :sequence limit 1")
                        .bind("run", batch.run())
                        .bind("sequence", first - 1)
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent();
    }

    /** Whether a run that begins once more has told its end since it began last. */
    private static boolean hasEnded(Handle handle, FactBatch batch, List<Row> rows) {
        boolean comes = rows.stream()
                .anyMatch(row -> row.run() != null
                        && row.fact() != null
                        && row.run().run().equals(batch.run())
                        && row.run().generation() < batch.generation()
                        && row.fact().type().ends());
        return comes
                || handle.createQuery("select 1 from event where run = :run and generation < :generation and type ="
                                + " any(:ends) and sequence > coalesce((select max(sequence) from event where run = :run and"
                                + " generation < :generation and type = :begins), 0) limit 1")
                        .bind("run", batch.run())
                        .bind("generation", batch.generation())
                        .bindArray("ends", String.class, ENDS)
                        .bind("begins", FactType.WORKFLOW_STARTED.text())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent();
    }

    private static int append(Handle handle, long last, List<Row> rows) {
        List<Row> fresh = fresh(handle, rows);
        if (fresh.isEmpty()) {
            return 0;
        }
        long position = last;
        PreparedBatch insert = handle.prepareBatch(
                "insert into event (position, source, id, type, subject, time, data, extensions, run, workflow,"
                        + " generation, sequence) values (:position, :source, :id, :type, :subject, :time, :data::json,"
                        + " :extensions::json, :run, :workflow, :generation, :sequence)");
        for (Row row : fresh) {
            CloudEvent event = row.event();
            FactBatch run = row.run();
            Fact fact = row.fact();
            insert.bind("position", ++position)
                    .bind("source", event.source())
                    .bind("id", event.id())
                    .bind("type", event.type())
                    .bind("subject", event.subject())
                    .bind("time", Database.utc(event.time()))
                    .bind("data", event.data() == null ? null : JsonText.write(event.data()))
                    .bind("extensions", JsonText.write(event.extensions()))
                    .bind("run", run == null ? null : run.run())
                    .bind("workflow", run == null ? null : run.workflow())
                    .bind("generation", run == null ? null : (Integer) run.generation())
                    .bind("sequence", fact == null ? null : (Integer) fact.sequence())
                    .add();
        }
        insert.execute();
        handle.createUpdate("update event_head set last = :last")
                .bind("last", position)
                .execute();
        handle.execute("notify " + CHANNEL);
        return fresh.size();
    }

    /** Those that the log doesn't have: nobody else can put them meanwhile, as the head is locked. */
    private static List<Row> fresh(Handle handle, List<Row> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Set<String> known = new HashSet<>(handle.createQuery(
                        "select e.source || chr(10) || e.id from event e join unnest(:sources::text[], :ids::text[])"
                                + " as asked(source, id) on e.source = asked.source and e.id = asked.id")
                .bindArray(
                        "sources",
                        String.class,
                        rows.stream().map(row -> row.event().source()).toList())
                .bindArray(
                        "ids",
                        String.class,
                        rows.stream().map(row -> row.event().id()).toList())
                .mapTo(String.class)
                .list());
        return rows.stream().filter(row -> known.add(row.key())).toList();
    }
}
