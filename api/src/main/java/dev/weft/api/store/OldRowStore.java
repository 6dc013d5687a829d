package dev.weft.api.store;

import java.time.Instant;

/** Deletes what is old, some at a time, so that nobody waits for it. Thread safe. */
public final class OldRowStore {
    private static final int AT_ONCE = 5_000;

    private final Database database;

    public OldRowStore(Database database) {
        this.database = database;
    }

    /** What was delivered, or given up, before a time. */
    public long cutDeliveries(Instant before) {
        return cut("delivery", "settled_at < :before and state in ('delivered', 'dead')", before);
    }

    /** What triggers have started, or given up, before a time. */
    public long cutFirings(Instant before) {
        return cut("firing", "settled_at < :before and state <> 'due'", before);
    }

    /** Answers that were given before a time. */
    public long cutAnswers(Instant before) {
        return cut("idempotency", "created_at < :before", before);
    }

    /** Results that were put before a time, or are past their own. */
    public long cutResults(Instant before) {
        return cut("result_cache", "put_at < :before or expires_at < clock_timestamp()", before);
    }

    private long cut(String table, String which, Instant before) {
        long all = 0;
        int some;
        do {
            some = database.jdbi()
                    .withHandle(
                            handle -> handle.createUpdate("delete from " + table + " where ctid in (select ctid from "
                                            + table + " where " + which + " limit :limit for update skip locked)")
                                    .bind("before", Database.utc(before))
                                    .bind("limit", AT_ONCE)
                                    .execute());
            all += some;
        } while (some == AT_ONCE);
        return all;
    }
}
