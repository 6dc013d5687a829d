package dev.weft.api.store;

import dev.weft.api.figure.SeenRun;
import java.time.Instant;
import java.util.List;

/** Runs as the event log shows them. Thread safe. */
public final class SeenRunStore {
    private final Database database;

    public SeenRunStore(Database database) {
        this.database = database;
    }

    /** How the runs of a definition ended. */
    public record Ended(String workflow, long completed, long failed) {}

    /** How those ended that ended since; cancelled and undone ones aside. */
    public List<Ended> endedSince(Instant since) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select workflow,"
                                + " count(*) filter (where status = 'COMPLETED') as completed,"
                                + " count(*) filter (where status in ('FAILED', 'TIMED_OUT', 'TERMINATED')) as failed"
                                + " from run_seen where ended_at >= :since group by workflow order by workflow")
                        .bind("since", Database.utc(since))
                        .map((row, context) ->
                                new Ended(row.getString("workflow"), row.getLong("completed"), row.getLong("failed")))
                        .list());
    }

    /** Those that are RUNNING and began before, the oldest first. */
    public List<SeenRun> runningSince(Instant before, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from run_seen where ended_at is null"
                                + " and status = 'RUNNING' and started_at < :before order by started_at limit :limit")
                        .bind("before", Database.utc(before))
                        .bind("limit", limit)
                        .map(InsightStore.RUN)
                        .list());
    }
}
