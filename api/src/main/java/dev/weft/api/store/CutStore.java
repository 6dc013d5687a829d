package dev.weft.api.store;

import java.time.Instant;
import java.util.List;

/** What is old enough to be cut off the event log. Thread safe; in the transaction of whoever holds the cursor of what is counted. */
public final class CutStore {
    private final Database database;

    public CutStore(Database database) {
        this.database = database;
    }

    /**
     * Up to which offset all are done with the log who read it.
     *
     * @param counted up to which it is counted
     * @param before of what was logged before it
     */
    public long mayCut(long counted, Instant before) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select least(:counted, (select min(examined) from event_reader),"
                                        + " (select coalesce(min(examined), :counted) from event_wait where examined is not null),"
                                        + " (select coalesce(max(position), 0) from event where logged_at < :before))")
                                .bind("counted", counted)
                                .bind("before", Database.utc(before))
                                .mapTo(Long.class)
                                .one());
    }

    /** Runs that ended before a time, with all that they have told, of which nothing is to be sent any more. */
    public List<String> endedRuns(Instant before, long upTo, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select run from run_seen r where ended_at < :before and not exists"
                                        + " (select from event e where e.run = r.run and (e.position > :up_to or e.logged_at >= :before"
                                        + " or exists (select from delivery d where d.position = e.position)))"
                                        + " order by ended_at limit :limit")
                        .bind("before", Database.utc(before))
                        .bind("up_to", upTo)
                        .bind("limit", limit)
                        .mapTo(String.class)
                        .list());
    }

    /** Deletes all of some runs; gives what they have told, in order. */
    public List<LoggedEvent> cutRuns(List<String> runs) {
        return database.jdbi().withHandle(handle -> {
            handle.createUpdate("delete from run_seen where run = any(:runs)")
                    .bindArray("runs", String.class, runs)
                    .execute();
            return handle.createQuery("with gone as (delete from event where run = any(:runs) returning *)"
                            + " select * from gone order by position")
                    .bindArray("runs", String.class, runs)
                    .map(EventStore.EVENT)
                    .list();
        });
    }

    /** Deletes alerts that were cleared before a time, and events of nobody's runs; gives how many events. */
    public int cutOthers(Instant before, long upTo, int limit) {
        return database.jdbi().withHandle(handle -> {
            handle.createUpdate("delete from alert a where cleared_at < :before and not exists (select from event e"
                            + " join delivery d on d.position = e.position where e.type like 'alert.%'"
                            + " and e.data ->> 'alert' = a.id)")
                    .bind("before", Database.utc(before))
                    .execute();
            return handle.createUpdate("delete from event where position in (select position from event e"
                            + " where e.run is null and e.position <= :up_to and e.logged_at < :before"
                            + " and not exists (select from delivery d where d.position = e.position)"
                            + " and not (e.type like 'alert.%' and exists (select from alert a where a.id = e.data ->> 'alert'))"
                            + " limit :limit)")
                    .bind("before", Database.utc(before))
                    .bind("up_to", upTo)
                    .bind("limit", limit)
                    .execute();
        });
    }

    /** Notes that it is cut up to an offset, but for what is still needed. */
    public void cut(long upTo) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update event_cut set position = greatest(position, :up_to)")
                        .bind("up_to", upTo)
                        .execute());
    }
}
