package dev.weft.api.store;

import static dev.weft.api.store.TriggerRows.TRIGGER;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Triggers of current revisions, and how they stand. Thread safe. */
public final class TriggerStore {
    /** Code of a firing whose filter could not be evaluated. */
    public static final String FILTER_FAILED = "filter_failed";

    private final Database database;

    public TriggerStore(Database database) {
        this.database = database;
    }

    /** A trigger that is there. */
    public Optional<StoredTrigger> find(String workflow, String name) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from definition_trigger where workflow = :workflow and name = :name and not removed")
                        .bind("workflow", workflow)
                        .bind("name", name)
                        .map(TRIGGER)
                        .findOne());
    }

    /**
     * Triggers by definition and name.
     *
     * @param workflow whose they are; {@code null} for all
     * @param after id of the last one before; empty for the first
     */
    public List<StoredTrigger> list(@Nullable String workflow, String after, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from definition_trigger where not removed"
                                + " and (cast(:workflow as text) is null or workflow = :workflow)"
                                + " and (workflow || '.' || name) collate \"C\" > :after"
                                + " order by (workflow || '.' || name) collate \"C\" limit :limit")
                        .bind("workflow", workflow)
                        .bind("after", after)
                        .bind("limit", limit)
                        .map(TRIGGER)
                        .list());
    }

    /** Those that start runs by events now. */
    public List<StoredTrigger> byEvent() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from definition_trigger"
                                + " where kind = 'event' and not removed and paused_by is null")
                        .map(TRIGGER)
                        .list());
    }

    /** Pauses or goes on; whether that changed anything. */
    public boolean pause(String workflow, String name, @Nullable String by) {
        return database.jdbi()
                        .withHandle(handle -> handle.createUpdate("update definition_trigger set paused_by = :by,"
                                        + " paused_at = case when cast(:by as text) is null then null else clock_timestamp() end,"
                                        + " touched = touched + 1,"
                                        // What came in the meantime is over.
                                        + " since = case when cast(:by as text) is null then (select last from event_head) else since end"
                                        + " where workflow = :workflow and name = :name and not removed"
                                        + " and (paused_by is null) <> (cast(:by as text) is null)")
                                .bind("workflow", workflow)
                                .bind("name", name)
                                .bind("by", by)
                                .execute())
                > 0;
    }

    /** Those whose schedules don't follow them yet. */
    public List<StoredTrigger> behind(int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from definition_trigger where touched <> applied"
                                + " and (kind = 'schedule' or scheduled) limit :limit")
                        .bind("limit", limit)
                        .map(TRIGGER)
                        .list());
    }

    /** Whether a trigger's schedule, by the trigger's id, doesn't follow it yet. */
    public boolean isBehind(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select exists (select from definition_trigger"
                                + " where workflow || '.' || name = :id and touched <> applied)")
                        .bind("id", id)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Notes that the schedule follows what the trigger was when it was read. */
    public void applied(StoredTrigger trigger, boolean scheduled) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update definition_trigger set applied = :touched,"
                                + " scheduled = :scheduled where workflow = :workflow and name = :name")
                        .bind("touched", trigger.touched())
                        .bind("scheduled", scheduled)
                        .bind("workflow", trigger.workflow())
                        .bind("name", trigger.name())
                        .execute());
    }

    /** Has all schedules compared with their triggers again. */
    public void compareAll() {
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "update definition_trigger set applied = -1 where kind = 'schedule' or scheduled"));
    }

    /** Notes that it raises an alert, or none. */
    public void alert(String workflow, String name, @Nullable String alert, @Nullable String reason) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update definition_trigger set alert = :alert,"
                                + " alert_reason = :reason, alerted_at = clock_timestamp()"
                                + " where workflow = :workflow and name = :name")
                        .bind("alert", alert)
                        .bind("reason", reason)
                        .bind("workflow", workflow)
                        .bind("name", name)
                        .execute());
    }

    /** Notes that its filter raises an alert, or none. */
    public void filterAlert(String workflow, String name, @Nullable String alert) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update definition_trigger set filter_alert = :alert"
                                + " where workflow = :workflow and name = :name")
                        .bind("alert", alert)
                        .bind("workflow", workflow)
                        .bind("name", name)
                        .execute());
    }

    /** Those that raise an alert and can start runs again, or are gone. */
    public List<StoredTrigger> overAlerts() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from definition_trigger t where alert is not null"
                                + " and (removed or not exists (select from firing f where f.workflow = t.workflow"
                                + " and f.trigger = t.name and f.code not in ('filter_failed', 'dedupe_failed') and (f.state = 'due' or f.state = 'dead'"
                                + " and not exists (select from firing n where n.workflow = f.workflow"
                                + " and n.trigger = f.trigger and n.state = 'started' and n.settled_at > f.settled_at))))"
                                + " union select * from definition_trigger where filter_alert is not null and removed")
                        .map(TRIGGER)
                        .list());
    }

    /** Definitions whose triggers are not those of their current revision: saved by a server that knew none. */
    public Set<String> unknown() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select id from definition where deleted_at is null and triggers_of <> revision")
                        .mapTo(String.class)
                        .set());
    }

    /** Lets the triggers follow a revision that is still current. */
    public void follow(StoredRevision revision, List<NewTrigger> triggers) {
        database.jdbi().useTransaction(handle -> {
            boolean current = handle.createQuery("select 1 from definition where id = :id and revision = :revision"
                            + " and deleted_at is null for update")
                    .bind("id", revision.id())
                    .bind("revision", revision.revision())
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent();
            if (current) {
                TriggerRows.follow(handle, revision.id(), revision.revision(), triggers);
            }
        });
    }
}
