package dev.weft.api.store;

import dev.weft.api.auth.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token: everything but the token.
 *
 * @param user that it speaks for
 * @param labels that a definition or run must have for the roles to hold; none for all
 * @param expiresAt {@code null} for never
 * @param lastUsedAt to the minute; {@code null} for never
 */
public record StoredToken(
        String id,
        String user,
        Set<Role> roles,
        List<String> groups,
        Map<String, String> labels,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
