package dev.weft.api.auth;

import dev.weft.api.error.ApiException;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who makes a request.
 *
 * @param user id, without {@code user:}
 * @param roles on the platform
 * @param groups free names that approvers' lists may mention as {@code role:…}
 * @param token id of the token that was shown
 * @param labels that a definition or run must have for the roles to hold; empty for all
 */
public record Caller(String user, Set<Role> roles, List<String> groups, String token, Map<String, String> labels)
        implements Principal {
    public Caller {
        labels = Map.copyOf(labels);
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

    /** Whether the roles hold for the whole platform. */
    public boolean isGlobal() {
        return labels.isEmpty();
    }

    /** Whether the roles hold for a definition or run with these labels. */
    public boolean holdsFor(Map<String, String> present) {
        return present.entrySet().containsAll(labels.entrySet());
    }

    /**
     * Refuses what the roles don't hold for.
     *
     * @param what such as {@code workflow «a»}
     */
    public void checkHoldsFor(String what, Map<String, String> present) {
        if (!holdsFor(present)) {
            throw outside("Expected " + what + " to have the labels " + labelWords() + ", as the roles of «" + user
                    + "» hold for those alone.");
        }
    }

    /** Refuses what is of the whole platform to a caller whose roles hold for some labels alone. */
    public void checkGlobal() {
        if (!isGlobal()) {
            throw outside("Expected a caller whose roles hold for the whole platform, but those of «" + user
                    + "» hold for the labels " + labelWords() + " alone.");
        }
    }

    private String labelWords() {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static ApiException outside(String detail) {
        return new ApiException(403, "forbidden", detail);
    }

    /** Whether an approver's entry ({@code user:…}, {@code role:…}, {@code anyone}) means this person. */
    public boolean isMeantBy(String approver) {
        return approver.equals("anyone")
                || approver.equals("user:" + user)
                || (approver.startsWith("role:") && rolesAndGroups().contains(approver.substring("role:".length())));
    }
}
