package dev.weft.api.store;

import dev.weft.api.auth.Caller;
import dev.weft.api.auth.Role;
import dev.weft.api.auth.Tokens;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;

/** Tokens by their digests. Thread safe. */
public final class TokenStore implements Tokens {
    private static final RowMapper<StoredToken> TOKEN = (row, context) -> token(row);
    private final Database database;

    public TokenStore(Database database) {
        this.database = database;
    }

    /** Keeps a token. */
    public void add(StoredToken token, byte[] digest) {
        database.jdbi()
                .useHandle(handle -> handle.createUpdate("insert into token (id, digest, user_id, roles, groups,"
                                + " labels, created_by, created_at, expires_at) values (:id, :digest, :user, :roles,"
                                + " :groups, cast(:labels as jsonb), :createdBy, :createdAt, :expiresAt)")
                        .bind("id", token.id())
                        .bind("digest", digest)
                        .bind("user", token.user())
                        .bindArray("roles", String.class, words(token.roles()))
                        .bindArray("groups", String.class, token.groups())
                        .bind("labels", JsonText.write(token.labels()))
                        .bind("createdBy", token.createdBy())
                        .bind("createdAt", Database.utc(token.createdAt()))
                        .bind("expiresAt", token.expiresAt() == null ? null : Database.utc(token.expiresAt()))
                        .execute());
    }

    /** All tokens, by id. */
    public List<StoredToken> list(String after, int limit) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select * from token where id > :after order by id collate \"C\" limit :limit")
                        .bind("after", after)
                        .bind("limit", limit)
                        .map(TOKEN)
                        .list());
    }

    /** A token by its id. */
    public Optional<StoredToken> find(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("select * from token where id = :id")
                        .bind("id", id)
                        .map(TOKEN)
                        .findOne());
    }

    /** Revokes a token at once; whether there was one. */
    public boolean remove(String id) {
        return database.jdbi()
                .withHandle(handle -> handle.createUpdate("delete from token where id = :id")
                                .bind("id", id)
                                .execute()
                        > 0);
    }

    @Override
    public Optional<Caller> use(byte[] digest, Instant now) {
        return database.jdbi().withHandle(handle -> {
            Optional<StoredToken> token = handle.createQuery(
                            "select * from token where digest = :digest and (expires_at is null or expires_at > :now)")
                    .bind("digest", digest)
                    .bind("now", Database.utc(now))
                    .map(TOKEN)
                    .findOne();
            token.filter(found -> isStale(found.lastUsedAt(), now))
                    .ifPresent(found -> handle.createUpdate("update token set last_used_at = :now where id = :id")
                            .bind("now", Database.utc(now))
                            .bind("id", found.id())
                            .execute());
            return token.map(
                    found -> new Caller(found.user(), found.roles(), found.groups(), found.id(), found.labels()));
        });
    }

    private static boolean isStale(@org.jspecify.annotations.Nullable Instant lastUsed, Instant now) {
        return lastUsed == null || lastUsed.isBefore(now.minusSeconds(60));
    }

    private static StoredToken token(ResultSet row) throws SQLException {
        return new StoredToken(
                row.getString("id"),
                row.getString("user_id"),
                roles(strings(row.getArray("roles"))),
                strings(row.getArray("groups")),
                JsonText.labels(row.getString("labels")),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                Database.instant(row.getTimestamp("expires_at")),
                Database.instant(row.getTimestamp("last_used_at")));
    }

    static List<String> words(Set<Role> roles) {
        return roles.stream().map(Role::word).toList();
    }

    static Set<Role> roles(List<String> words) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        words.forEach(word -> roles.add(Role.valueOf(word.toUpperCase(Locale.ROOT))));
        return roles;
    }

    static List<String> strings(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(String::valueOf).toList();
    }
}
