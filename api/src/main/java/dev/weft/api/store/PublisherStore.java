package dev.weft.api.store;

import dev.weft.worker.protocol.event.EventGaps;
import dev.weft.worker.protocol.event.EventSink.Silent;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which workers hold events that the log may lack, and how far forced ends of runs are known. Thread safe. */
public final class PublisherStore {
    private static final String ENDS = "forced ends";

    private final Database database;

    public PublisherStore(Database database) {
        this.database = database;
    }

    /** Notes that a publisher lives, and what it knows that the log lacks. */
    public void alive(String publisher, EventGaps gaps) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "insert into event_publisher (publisher, seen_at, missing_runs, missing_since,"
                                        + " trouble) values (:publisher, clock_timestamp(), :runs, :since, :trouble) on"
                                        + " conflict (publisher) do update set seen_at = excluded.seen_at, missing_runs ="
                                        + " excluded.missing_runs, missing_since = excluded.missing_since, trouble ="
                                        + " excluded.trouble")
                        .bind("publisher", publisher)
                        .bind("runs", gaps.runs())
                        .bind("since", gaps.since() == null ? null : Database.utc(gaps.since()))
                        .bind("trouble", gaps.trouble())
                        .execute());
    }

    /** Forgets a publisher. */
    public void done(String publisher) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from event_publisher where publisher = :publisher")
                        .bind("publisher", publisher)
                        .execute());
    }

    /** One that has been silent for so long, and that no other looks after who lives. */
    public Optional<Silent> silent(Duration howLong, String heir) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("update event_publisher set heir = :heir where publisher ="
                                + " (select dead.publisher from event_publisher dead where dead.seen_at <"
                                + " clock_timestamp() - make_interval(secs => :seconds) and not exists (select 1 from"
                                + " event_publisher other where other.publisher = dead.heir and other.publisher <>"
                                + " :heir and other.seen_at >= clock_timestamp() - make_interval(secs => :seconds))"
                                + " order by dead.seen_at limit 1 for update skip locked) returning publisher,"
                                + " seen_at")
                        .bind("heir", heir)
                        .bind("seconds", howLong.toMillis() / 1000.0)
                        .map((row, context) -> new Silent(
                                row.getString("publisher"),
                                row.getTimestamp("seen_at").toInstant()))
                        .findOne());
    }

    /** Has all that the histories of some runs hold put to the log, by whichever publisher comes first. */
    public void want(Collection<String> runs) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "insert into event_wanted (run) select unnest(:runs::text[]) on conflict do nothing")
                        .bindArray("runs", String.class, List.copyOf(runs))
                        .execute());
    }

    /** Those of some runs for which that isn't done yet. */
    public Set<String> wanted(Collection<String> runs) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select run from event_wanted where run = any(:runs)")
                        .bindArray("runs", String.class, List.copyOf(runs))
                        .mapTo(String.class)
                        .set());
    }

    /** Takes those that nobody else looks after who lives; gives them with those that were taken before. */
    public List<String> takeWanted(String heir, Duration silence, int limit) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("update event_wanted set heir = :heir where run in (select w.run"
                                        + " from event_wanted w where not exists (select from event_publisher other where"
                                        + " other.publisher = w.heir and other.publisher <> :heir and other.seen_at >="
                                        + " clock_timestamp() - make_interval(secs => :seconds))"
                                        + " order by w.asked_at limit :limit for update skip locked) returning run")
                                .bind("heir", heir)
                                .bind("seconds", silence.toMillis() / 1000.0)
                                .bind("limit", limit)
                                .mapTo(String.class)
                                .list());
    }

    /** Notes that it is done for a run. */
    public void restored(String run) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from event_wanted where run = :run")
                        .bind("run", run)
                        .execute());
    }

    /** Whether a publisher has been heard of within so long. */
    public boolean isAnyAlive(Duration within) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select exists (select from event_publisher where seen_at >="
                                + " clock_timestamp() - make_interval(secs => :seconds))")
                        .bind("seconds", within.toMillis() / 1000.0)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** What all publishers together know that the log lacks; where one fell silent, since then. */
    public EventGaps gaps(Duration silence) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select coalesce(sum(missing_runs), 0) as runs,"
                                + " least(min(missing_since), min(seen_at) filter"
                                + " (where seen_at < clock_timestamp() - make_interval(secs => :seconds))) as since,"
                                + " string_agg(trouble, '; ') as trouble from event_publisher")
                        .bind("seconds", silence.toMillis() / 1000.0)
                        .map((row, context) -> new EventGaps(
                                row.getInt("runs"),
                                Optional.ofNullable(row.getTimestamp("since"))
                                        .map(Timestamp::toInstant)
                                        .orElse(null),
                                row.getString("trouble")))
                        .one());
    }

    /** Up to when forced ends are known; now where that was never noted. */
    public Instant endsSeen() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select seen_until from event_cursor where name = :name")
                        .bind("name", ENDS)
                        .map((row, context) -> row.getTimestamp("seen_until").toInstant())
                        .findOne()
                        .orElseGet(Instant::now));
    }

    /** Notes up to when they are known; that never goes back. */
    public void endsSeen(Instant until) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "insert into event_cursor (name, seen_until) values (:name, :until) on conflict (name)"
                                        + " do update set seen_until = greatest(event_cursor.seen_until,"
                                        + " excluded.seen_until)")
                        .bind("name", ENDS)
                        .bind("until", Database.utc(until))
                        .execute());
    }
}
