package dev.weft.api.store;

import dev.weft.api.figure.SeenRun;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * Which runs were started, and by which key: so that a key never starts twice, even when Temporal has forgotten the run,
 * and lists have a run as soon as it is started. Thread safe.
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

    /** Whether a run was ever started. */
    public boolean contains(String run) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select exists (select from start where run = :run)")
                        .bind("run", run)
                        .mapTo(Boolean.class)
                        .one());
    }

    /**
     * Keeps that a run has been started, by a key, or {@code null} for none, and that lists are to show it; keeps what is there when it
     * is known already. It doesn't wait for the disk: a power cut may lose it, and Temporal, which has started the run, doesn't.
     */
    public void add(SeenRun run, @Nullable String key, String digest) {
        database.jdbi()
                .useHandle(handle -> SeenRunStore.bind(
                                handle.createUpdate(
                                        "with soon as (select set_config('synchronous_commit', 'off', true)),"
                                                + " noted as (insert into start (run, workflow, revision, key, started_by,"
                                                + " request_digest) select :run, :workflow, :revision, :key, :started_by, :digest"
                                                + " from soon on conflict do nothing) "
                                                + SeenRunStore.INSERT + "nothing"),
                                run)
                        .bind("key", key)
                        .bind("digest", digest)
                        .execute());
    }
}
