package dev.weft.api.store;

import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Which runs were started, and by which key: so that a key never starts twice, even when Temporal has forgotten the run,
 * and so that a run is found before visibility shows it. Thread safe.
 */
public final class StartStore {
    private static final RowMapper<StoredStart> START = (row, context) -> new StoredStart(
            row.getString("run"),
            row.getString("workflow"),
            row.getInt("revision"),
            row.getString("key"),
            row.getString("started_by"),
            row.getTimestamp("started_at").toInstant(),
            row.getString("request_digest"));
    private final Database database;

    public StartStore(Database database) {
        this.database = database;
    }

    /** The run that a key has started. */
    public Optional<StoredStart> byKey(String workflow, String key) {
        return database.jdbi()
                .withHandle(
                        handle -> handle.createQuery("select * from start where workflow = :workflow and key = :key")
                                .bind("workflow", workflow)
                                .bind("key", key)
                                .map(START)
                                .findOne());
    }

    /** The run that was started last. */
    public Optional<StoredStart> latest(String workflow) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from start where workflow = :workflow" + " order by started_at desc limit 1")
                        .bind("workflow", workflow)
                        .map(START)
                        .findOne());
    }

    /** Whether a run was ever started. */
    public boolean contains(String run) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select exists (select from start where run = :run)")
                        .bind("run", run)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Keeps that a run has been started; keeps what is there when it is known already. */
    public void add(String run, String workflow, int revision, @Nullable String key, String by, String digest) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate(
                                "insert into start (run, workflow, revision, key, started_by, request_digest)"
                                        + " values (:run, :workflow, :revision, :key, :by, :digest) on conflict do nothing")
                        .bind("run", run)
                        .bind("workflow", workflow)
                        .bind("revision", revision)
                        .bind("key", key)
                        .bind("by", by)
                        .bind("digest", digest)
                        .execute());
    }
}
