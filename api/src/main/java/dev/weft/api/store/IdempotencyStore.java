package dev.weft.api.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers kept under the {@code Idempotency-Key} that a request came with. Thread safe. */
public final class IdempotencyStore {
    private final Database database;

    public IdempotencyStore(Database database) {
        this.database = database;
    }

    /**
     * Takes a key for the transaction that the caller is in; another request with the same key waits until it ends.
     *
     * @return the answer that is there already; empty where the key is new and is now the caller's
     */
    public Optional<Answer> take(String user, String route, String key, String requestDigest) {
        return database.jdbi().withHandle(handle -> {
            int taken = handle.createUpdate("insert into idempotency (user_id, route, key, request_digest)"
                            + " values (:user, :route, :key, :digest) on conflict do nothing")
                    .bind("user", user)
                    .bind("route", route)
                    .bind("key", key)
                    .bind("digest", requestDigest)
                    .execute();
            if (taken == 1) {
                return Optional.empty();
            }
            return handle.createQuery(
                            "select * from idempotency where user_id = :user and route = :route" + " and key = :key")
                    .bind("user", user)
                    .bind("route", route)
                    .bind("key", key)
                    .map((row, context) ->
                            new Answer(row.getString("request_digest"), row.getInt("status"), row.getString("answer")))
                    .findOne();
        });
    }

    /** Keeps the answer, in the same transaction. */
    public void answer(String user, String route, String key, int status, @Nullable String answer) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("update idempotency set status = :status, answer = :answer"
                                + " where user_id = :user and route = :route and key = :key")
                        .bind("status", status)
                        .bind("answer", answer)
                        .bind("user", user)
                        .bind("route", route)
                        .bind("key", key)
                        .execute());
    }

    /**
     * An answer given before.
     *
     * @param requestDigest of the request that it was given to
     * @param body JSON; {@code null} where it can't be told twice
     */
    public record Answer(
            String requestDigest, int status, @Nullable String body) {}
}
