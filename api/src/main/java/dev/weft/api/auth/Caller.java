package dev.weft.api.auth;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who makes a request.
 *
 * @param user id, without {@code user:}
 * @param roles on the platform
 * @param groups free names that approvers' lists may mention as {@code role:…}
 * @param token id of the token that was shown
 */
public record Caller(String user, Set<Role> roles, List<String> groups, String token) implements Principal {
    public Caller {
        roles = roles.isEmpty() ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(roles);
        groups = List.copyOf(groups);
    }

    /** The caller of a request that has passed authentication. */
    public static Caller of(SecurityContext context) {
        if (context.getUserPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new IllegalStateException("Expected an authenticated request, but found none");
    }

    @Override
    public String getName() {
        return user;
    }

    /** Roles and groups together: what {@code role:…} is compared with. */
    public List<String> rolesAndGroups() {
        List<String> names = new ArrayList<>();
        roles.forEach(role -> names.add(role.word()));
        groups.stream().filter(group -> !names.contains(group)).forEach(names::add);
        return List.copyOf(names);
    }

    /** Whether an approver's entry ({@code user:…}, {@code role:…}, {@code anyone}) means this person. */
    public boolean isMeantBy(String approver) {
        return approver.equals("anyone")
                || approver.equals("user:" + user)
                || (approver.startsWith("role:") && rolesAndGroups().contains(approver.substring("role:".length())));
    }
}
