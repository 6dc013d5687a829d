package dev.weft.api.representation;

import dev.weft.api.auth.Role;
import dev.weft.api.store.StoredToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token.
 *
 * @param token in clear, only in the answer to its making
 */
public record TokenBody(
        String id,
        @Nullable String token,
        String user,
        Set<Role> roles,
        List<String> groups,
        Map<String, String> labels,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    public static TokenBody of(StoredToken stored, @Nullable String clear) {
        return new TokenBody(
                stored.id(),
                clear,
                stored.user(),
                stored.roles(),
                stored.groups(),
                stored.labels(),
                stored.createdBy(),
                stored.createdAt(),
                stored.expiresAt(),
                stored.lastUsedAt());
    }

    /** The same without what is told once. */
    public TokenBody withoutToken() {
        return new TokenBody(id, null, user, roles, groups, labels, createdBy, createdAt, expiresAt, lastUsedAt);
    }

    @Override
    public String toString() {
        return "TokenBody[id=" + id + ", user=" + user + "]";
    }
}
