package dev.weft.api.representation;

import dev.weft.api.auth.Permission;
import dev.weft.api.auth.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The caller.
 *
 * @param labels that a definition or run must have for the roles to hold; empty for all
 * @param may what the roles allow, in lower case
 */
public record MeBody(
        String user, Set<Role> roles, List<String> groups, String token, Map<String, String> labels, List<String> may) {
    public static MeBody of(dev.weft.api.auth.Caller caller) {
        return new MeBody(
                caller.user(),
                caller.roles(),
                caller.groups(),
                caller.token(),
                caller.labels(),
                java.util.Arrays.stream(Permission.values())
                        .filter(permission -> permission.isGivenBy(caller.roles()))
                        .map(permission -> permission.name().toLowerCase(java.util.Locale.ROOT))
                        .toList());
    }
}
