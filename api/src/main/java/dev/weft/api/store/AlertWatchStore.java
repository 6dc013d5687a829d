package dev.weft.api.store;

import java.time.Duration;

/** Whose turn it is to look for what somebody should be told of. Thread safe. */
public final class AlertWatchStore {
    private final Database database;

    public AlertWatchStore(Database database) {
        this.database = database;
    }

    /** Notes that somebody looks now; false where another has within so long. */
    public boolean mayLook(Duration within) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("update alert_watch set looked_at = clock_timestamp()"
                                        + " where looked_at < clock_timestamp() - make_interval(secs => :seconds)")
                                .bind("seconds", within.toMillis() / 1000.0)
                                .execute())
                > 0;
    }

    /** Lets nobody else tell anything until the transaction ends. */
    public void lock() {
        database.jdbi()
                .useHandle(handle -> handle.createQuery("select looked_at from alert_watch for update")
                        .mapTo(java.time.OffsetDateTime.class)
                        .one());
    }
}
