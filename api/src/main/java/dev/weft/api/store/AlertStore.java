package dev.weft.api.store;

import dev.weft.api.folder.AlertBook;
import java.util.Map;
import java.util.TreeMap;

/** Alerts that aren't cleared, beyond the life of a server. Thread safe. */
public final class AlertStore implements AlertBook {
    private final Database database;

    public AlertStore(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, String> of(String source) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select subject, alert from open_alert where source = :source")
                        .bind("source", source)
                        .reduceRows(new TreeMap<String, String>(), (all, row) -> {
                            all.put(row.getColumn("subject", String.class), row.getColumn("alert", String.class));
                            return all;
                        }));
    }

    @Override
    public void raised(String source, String subject, String alert) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("insert into open_alert (source, subject, alert)"
                                + " values (:source, :subject, :alert) on conflict (source, subject)"
                                + " do update set alert = excluded.alert, raised_at = now()")
                        .bind("source", source)
                        .bind("subject", subject)
                        .bind("alert", alert)
                        .execute());
    }

    @Override
    public void cleared(String source, String subject, String alert) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from open_alert where source = :source"
                                + " and subject = :subject and alert = :alert")
                        .bind("source", source)
                        .bind("subject", subject)
                        .bind("alert", alert)
                        .execute());
    }
}
