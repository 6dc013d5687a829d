package dev.weft.api.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.expression.Expression;
import dev.weft.worker.protocol.LogPoint;
import dev.weft.worker.protocol.event.AwaitedEvent;
import dev.weft.worker.protocol.event.FactType;
import dev.weft.worker.protocol.event.MarkedValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Tasks that wait for events, noted by workers. Thread safe. */
public final class EventWaitStore {
    /** The clock of the log and that of Temporal may be so much apart. */
    private static final Duration BETWEEN_CLOCKS = Duration.ofSeconds(5);

    private static final List<String> ENDS = Arrays.stream(FactType.values())
            .filter(FactType::ends)
            .map(FactType::text)
            .toList();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RowMapper<StoredWait> WAIT = (row, context) -> {
        String filter = row.getString("filter");
        return new StoredWait(
                row.getString("id"),
                row.getString("run"),
                row.getString("task"),
                row.getString("type"),
                filter == null ? null : new Expression(filter),
                names(row.getString("names")),
                Set.copyOf(Arrays.asList((String[]) row.getArray("taken").getArray())),
                row.getObject("examined", Long.class),
                row.getInt("looks"),
                Set.copyOf(Arrays.asList((Long[]) row.getArray("skip").getArray())));
    };

    private final Database database;

    public EventWaitStore(Database database) {
        this.database = database;
    }

    /**
     * Notes a wait that is new and not over: nobody writes to the log meanwhile, so that whoever reads there of its end
     * finds it here.
     */
    public void add(AwaitedEvent awaited) {
        // Mostly it is new; one that isn't must not make those wait who write to the log.
        if (isNoted(awaited.id())) {
            return;
        }
        database.jdbi().useTransaction(handle -> {
            long last = EventStore.lock(handle);
            Update insert = handle.createUpdate(
                            "insert into event_wait (id, run, path, task, sequence, type, filter, names, taken, examined)"
                                    + " select :id, :run, :path, :task, :sequence, :type, :filter, :names::json, :taken, :examined"
                                    + " where not exists (select 1 from event where run = :run and sequence > :sequence"
                                    + (awaited.at() == null ? "" : " and time >= :at")
                                    + " and (subject = :path or type in (<ends>)))"
                                    + " on conflict (id) do nothing")
                    .bindList("ends", ENDS)
                    .bind("id", awaited.id())
                    .bind("run", awaited.run())
                    .bind("path", awaited.path())
                    .bind("task", awaited.task())
                    .bind("sequence", awaited.sequence())
                    .bind("type", awaited.type())
                    .bind("filter", awaited.filter())
                    .bind("names", json(awaited.names()))
                    .bindArray("taken", String.class, awaited.taken())
                    .bind("examined", from(handle, awaited.since(), last));
            if (awaited.at() != null) {
                insert.bind("at", Database.utc(awaited.at()));
            }
            if (insert.execute() > 0) {
                handle.execute("notify " + EventStore.CHANNEL);
            }
        });
    }

    private boolean isNoted(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select exists (select 1 from event_wait where id = :id)")
                        .bind("id", id)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** The offset of the last event that doesn't count. A log that was lost and begins anew has smaller ones than before. */
    private static long from(Handle handle, LogPoint since, long last) {
        if (since.offset() != null) {
            return Math.min(since.offset(), last);
        }
        if (since.time() == null) {
            return last;
        }
        return handle.createQuery(
                        "select position - 1 from event where logged_at >= :time order by logged_at, position limit 1")
                .bind("time", Database.utc(since.time().minus(BETWEEN_CLOCKS)))
                .mapTo(Long.class)
                .findOne()
                .orElse(last);
    }

    /** Those that are up with the log. */
    public List<StoredWait> upToDate() {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select * from event_wait where examined is null order by noted")
                                .map(WAIT)
                                .list());
    }

    /** Those that are behind and due, the longest due first. */
    public List<StoredWait> due(int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from event_wait where examined is not null"
                                + " and due_at <= clock_timestamp() order by due_at, noted limit :limit")
                        .bind("limit", limit)
                        .map(WAIT)
                        .list());
    }

    /** Removes those that are over by what runs have told between two offsets; gives their ids. */
    public List<String> removeOver(long after, long upTo) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("delete from event_wait w using event e"
                                + " where e.position > :after and e.position <= :up_to and e.run = w.run"
                                + " and e.sequence > w.sequence and (e.subject = w.path or e.type in (<ends>))"
                                + " returning w.id")
                        .bindList("ends", ENDS)
                        .bind("after", after)
                        .bind("up_to", upTo)
                        .mapTo(String.class)
                        .list());
    }

    /** The ids of all, by run. */
    public Map<String, List<String>> byRun() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select run, id from event_wait order by noted")
                        .reduceRows(new LinkedHashMap<String, List<String>>(), (all, row) -> {
                            all.computeIfAbsent(row.getColumn("run", String.class), none -> new ArrayList<>())
                                    .add(row.getColumn("id", String.class));
                            return all;
                        }));
    }

    /** Removes some by their ids. */
    public void remove(Collection<String> ids) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from event_wait where id = any(:ids)")
                        .bindArray("ids", String.class, List.copyOf(ids))
                        .execute());
    }

    /** Removes those of runs that are gone. */
    public void removeOf(Collection<String> runs) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from event_wait where run = any(:runs)")
                        .bindArray("runs", String.class, List.copyOf(runs))
                        .execute());
    }

    /** Milliseconds until one of those is due that are behind; empty where none is behind. */
    public OptionalLong nextDue() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select extract(epoch from min(due_at) - clock_timestamp()) * 1000"
                                        + " from event_wait where examined is not null having min(due_at) is not null")
                        .mapTo(Double.class)
                        .findOne()
                        .map(millis -> OptionalLong.of(Math.max(0, Math.round(millis))))
                        .orElseGet(OptionalLong::empty));
    }

    /**
     * How far a wait has been looked at.
     *
     * @param delay milliseconds until it is due again, where it is behind
     */
    public record Noted(StoredWait stored, long delay) {}

    /** Notes how far waits have been looked at. */
    public void put(List<Noted> noted) {
        if (noted.isEmpty()) {
            return;
        }
        database.jdbi().useHandle(handle -> {
            PreparedBatch batch =
                    handle.prepareBatch("update event_wait set examined = :examined, looks = :looks, skip = :skip,"
                            + " due_at = clock_timestamp() + make_interval(secs => :delay / 1000.0) where id = :id");
            noted.forEach(one -> batch.bind("id", one.stored().id())
                    .bind("examined", one.stored().examined())
                    .bind("looks", one.stored().looks())
                    .bindArray("skip", Long.class, List.copyOf(one.stored().skip()))
                    .bind("delay", one.delay())
                    .add());
            batch.execute();
        });
    }

    /** The number of a look at the log: waits that were noted before it began have smaller ones. */
    public long beginLook() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select nextval('event_wait_noted')")
                        .mapTo(Long.class)
                        .one());
    }

    /** An event that a run was told of. */
    public record Told(String run, String type, long offset) {}

    /**
     * Notes for waits that are behind that their runs were told of events: each was there already, and so had its chance.
     *
     * @param look in which that was
     */
    public void skip(List<Told> told, long look) {
        if (told.isEmpty()) {
            return;
        }
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "update event_wait w set skip = w.skip || o.offsets from"
                                        + " (select run, type, array_agg(told) as offsets, max(told) as last"
                                        + " from unnest(:runs::text[], :types::text[], :offsets::bigint[]) as u(run, type, told)"
                                        + " group by run, type) o"
                                        + " where w.run = o.run and w.type = o.type and w.examined < o.last and w.noted < :look")
                        .bindArray(
                                "runs",
                                String.class,
                                told.stream().map(Told::run).toList())
                        .bindArray(
                                "types",
                                String.class,
                                told.stream().map(Told::type).toList())
                        .bindArray(
                                "offsets",
                                Long.class,
                                told.stream().map(Told::offset).toList())
                        .bind("look", look)
                        .execute());
    }

    private static Map<String, @Nullable Object> names(String json) {
        try {
            @SuppressWarnings("unchecked") // an object has text for keys
            Map<String, @Nullable Object> names = (Map<String, @Nullable Object>)
                    Objects.requireNonNull(MarkedValues.read(JSON.readValue(json, Map.class)));
            return names;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected JSON in a wait, but " + e.getOriginalMessage(), e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected JSON, but " + e.getOriginalMessage(), e);
        }
    }
}
