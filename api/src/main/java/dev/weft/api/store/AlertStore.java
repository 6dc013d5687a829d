package dev.weft.api.store;

import java.time.Duration;
import java.util.Map;

/** Which findings have been told as alerts and still stand. Thread safe. */
public final class AlertStore {
    private final Database database;

    public AlertStore(Database database) {
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

    /** Ids of the alerts of a kind that stand, by their subjects. */
    public Map<String, String> found(String kind) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select subject, id from alert_found where kind = :kind order by subject")
                        .bind("kind", kind)
                        .map((row, context) -> Map.entry(row.getString("subject"), row.getString("id")))
                        .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Notes one; false where another has meanwhile. */
    public boolean raise(String kind, String subject, String id) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("insert into alert_found (kind, subject, id)"
                                        + " values (:kind, :subject, :id) on conflict do nothing")
                                .bind("kind", kind)
                                .bind("subject", subject)
                                .bind("id", id)
                                .execute())
                > 0;
    }

    /** Forgets one. */
    public void clear(String kind, String subject) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "delete from alert_found where kind = :kind and subject = :subject")
                        .bind("kind", kind)
                        .bind("subject", subject)
                        .execute());
    }
}
