package dev.weft.api.store;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Triggers follow the revisions of their definitions, in the transactions that save these. */
final class TriggerRows {
    static final RowMapper<StoredTrigger> TRIGGER = (row, context) -> new StoredTrigger(
            row.getString("workflow"),
            row.getString("name"),
            TriggerKind.of(row.getString("kind")),
            row.getString("type"),
            row.getInt("revision"),
            row.getLong("since"),
            row.getString("paused_by"),
            Database.instant(row.getTimestamp("paused_at")),
            row.getBoolean("removed"),
            row.getLong("touched"),
            row.getString("alert"),
            row.getString("alert_reason"),
            Database.instant(row.getTimestamp("alerted_at")),
            row.getString("filter_alert"));

    private TriggerRows() {}

    /** A revision has become current: its triggers, and no others, are there from now on. */
    static void follow(Handle handle, String workflow, int revision, List<NewTrigger> triggers) {
        remove(handle, workflow, triggers.stream().map(NewTrigger::name).toList());
        for (NewTrigger trigger : triggers) {
            handle.createUpdate("insert into definition_trigger as t (workflow, name, kind, type, revision, since)"
                            + " select :workflow, :name, :kind, :type, :revision, last from event_head"
                            + " on conflict (workflow, name) do update set kind = excluded.kind, type = excluded.type,"
                            + " revision = excluded.revision, removed = false, touched = t.touched + 1,"
                            + " since = case when t.removed or t.kind <> excluded.kind then excluded.since else t.since end,"
                            + " paused_by = case when t.removed then null else t.paused_by end,"
                            + " paused_at = case when t.removed then null else t.paused_at end")
                    .bind("workflow", workflow)
                    .bind("name", trigger.name())
                    .bind("kind", trigger.kind().word())
                    .bind("type", trigger.type())
                    .bind("revision", revision)
                    .execute();
        }
        handle.createUpdate("update definition set triggers_of = :revision where id = :workflow")
                .bind("revision", revision)
                .bind("workflow", workflow)
                .execute();
        // What could not be started before may be now.
        handle.createUpdate("update firing set due_at = clock_timestamp() where workflow = :workflow and state = 'due'")
                .bind("workflow", workflow)
                .execute();
    }

    /** The definition has them no longer, but for those that it keeps. */
    static void remove(Handle handle, String workflow, List<String> kept) {
        handle.createUpdate("update definition_trigger set removed = true, touched = touched + 1"
                        + " where workflow = :workflow and not removed and name <> all(:kept)")
                .bind("workflow", workflow)
                .bindArray("kept", String.class, kept)
                .execute();
        handle.createUpdate("update firing f set state = 'dropped', code = 'trigger_removed',"
                        + " reason = 'The definition has this trigger no longer.', settled_at = clock_timestamp()"
                        + " from definition_trigger t where f.workflow = :workflow and f.state = 'due'"
                        + " and t.workflow = f.workflow and t.name = f.trigger and t.removed")
                .bind("workflow", workflow)
                .execute();
    }
}
