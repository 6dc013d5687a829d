package dev.weft.api.representation;

import dev.weft.api.auth.Role;
import dev.weft.api.openapi.Demanded;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token to be made.
 *
 * @param user that it speaks for, without {@code user:}
 * @param groups that {@code role:…} of approvers may mean as well
 * @param labels that a definition or run must have for the roles to hold; none for all
 * @param expiresIn such as {@code 90d}; never where it is missing
 */
public record TokenRequest(
        @Demanded @Nullable String user,
        @Demanded @Nullable List<Role> roles,
        @Nullable List<String> groups,
        @Nullable Map<String, String> labels,
        @Nullable String expiresIn) {}
