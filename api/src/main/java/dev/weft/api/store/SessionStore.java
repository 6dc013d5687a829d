package dev.weft.api.store;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Sessions;
import dev.weft.api.auth.SignedIn;
import java.time.Instant;
import java.util.Optional;

/** Sessions by their digests. Thread safe. */
public final class SessionStore implements Sessions {
    private final Database database;

    public SessionStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(byte[] digest, SignedIn who, Instant now, Instant until) {
        Caller caller = who.caller();
        database.jdbi().useTransaction(handle -> {
            handle.createUpdate("delete from session where expires_at <= :now")
                    .bind("now", Database.utc(now))
                    .execute();
            handle.createUpdate("insert into session (digest, token_digest, user_id, roles, groups, labels, token_id,"
                            + " expires_at) values (:digest, :token_digest, :user, :roles, :groups, cast(:labels as jsonb),"
                            + " :token, :until)")
                    .bind("digest", digest)
                    .bind("token_digest", who.digest())
                    .bind("user", caller.user())
                    .bindArray("roles", String.class, TokenStore.words(caller.roles()))
                    .bindArray("groups", String.class, caller.groups())
                    .bind("labels", JsonText.write(caller.labels()))
                    .bind("token", caller.token())
                    .bind("until", Database.utc(until))
                    .execute();
        });
    }

    @Override
    public Optional<SignedIn> find(byte[] digest, Instant now) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from session where digest = :digest and expires_at > :now")
                        .bind("digest", digest)
                        .bind("now", Database.utc(now))
                        .map((row, context) -> new SignedIn(
                                new Caller(
                                        row.getString("user_id"),
                                        TokenStore.roles(TokenStore.strings(row.getArray("roles"))),
                                        TokenStore.strings(row.getArray("groups")),
                                        row.getString("token_id"),
                                        JsonText.labels(row.getString("labels"))),
                                row.getBytes("token_digest"),
                                row.getTimestamp("expires_at").toInstant()))
                        .findOne());
    }

    @Override
    public void remove(byte[] digest) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("delete from session where digest = :digest")
                        .bind("digest", digest)
                        .execute());
    }
}
