package dev.weft.api.store;

import dev.weft.worker.protocol.event.EventSink.Silent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which workers hold events that the log may lack, and how far forced ends of runs are known. Thread safe. */
public final class PublisherStore {
    private static final String ENDS = "forced ends";

    private final Database database;

    public PublisherStore(Database database) {
        this.database = database;
    }

    /** Notes that a publisher lives. */
    public void alive(String publisher) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "insert into event_publisher (publisher, seen_at) values (:publisher, clock_timestamp())"
                                        + " on conflict (publisher) do update set seen_at = excluded.seen_at")
                        .bind("publisher", publisher)
                        .execute());
    }

    /** Forgets a publisher. */
    public void done(String publisher) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from event_publisher where publisher = :publisher")
                        .bind("publisher", publisher)
                        .execute());
    }

    /** One that has been silent for so long. */
    public Optional<Silent> silent(Duration howLong) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from event_publisher"
                                + " where seen_at < clock_timestamp() - make_interval(secs => :seconds)"
                                + " order by seen_at limit 1")
                        .bind("seconds", howLong.toMillis() / 1000.0)
                        .map((row, context) -> new Silent(
                                row.getString("publisher"),
                                row.getTimestamp("seen_at").toInstant()))
                        .findOne());
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
                                "insert into event_cursor (name, seen_until) values (:name, :until)"
                                        + " on conflict (name) do update set seen_until = greatest(event_cursor.seen_until, excluded.seen_until)")
                        .bind("name", ENDS)
                        .bind("until", Database.utc(until))
                        .execute());
    }
}
