package dev.weft.api.store;

import dev.weft.api.figure.LateTask;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Tasks that are late, as the event log shows them. Thread safe. */
public final class LateTaskStore {
    private static final RowMapper<LateTask> LATE = (row, context) -> new LateTask(
            row.getString("run"),
            row.getString("task"),
            row.getString("workflow"),
            row.getTimestamp("due").toInstant());

    private final Database database;

    public LateTaskStore(Database database) {
        this.database = database;
    }

    /** Those of some runs. */
    public List<LateTask> of(Collection<String> runs) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from task_late where run = any(:runs)")
                        .bindArray("runs", String.class, List.copyOf(runs))
                        .map(LATE)
                        .list());
    }

    /** All of them. */
    public List<LateTask> all() {
        return database.jdbi()
                .withHandle(handle ->
                        handle.createQuery("select * from task_late").map(LATE).list());
    }

    /** Those that have been late the longest. */
    public List<LateTask> latest(int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from task_late order by due, run, task limit :limit")
                        .bind("limit", limit)
                        .map(LATE)
                        .list());
    }

    /** Notes some, and forgets others. */
    public void put(Collection<LateTask> added, Collection<LateTask> removed) {
        if (added.isEmpty() && removed.isEmpty()) {
            return;
        }
        database.jdbi().useHandle(handle -> {
            PreparedBatch gone = handle.prepareBatch("delete from task_late where run = :run and task = :task");
            removed.forEach(task ->
                    gone.bind("run", task.run()).bind("task", task.task()).add());
            PreparedBatch come = handle.prepareBatch("insert into task_late (run, task, workflow, due)"
                    + " values (:run, :task, :workflow, :due)"
                    + " on conflict (run, task) do update set due = excluded.due");
            added.forEach(task -> come.bind("run", task.run())
                    .bind("task", task.task())
                    .bind("workflow", task.workflow())
                    .bind("due", Database.utc(task.due()))
                    .add());
            InsightStore.execute(gone);
            InsightStore.execute(come);
        });
    }
}
