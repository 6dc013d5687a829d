package dev.weft.api.auth;

import java.util.EnumSet;
import java.util.Set;

/** What a route asks of its caller. The one table of which role may do what. */
public enum Permission {
    /** Anyone signed in; a finer rule, such as a gate's approvers, decides later. */
    SIGNED_IN(Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.AUTHOR, Role.ADMIN),
    /** To see definitions, agents, runs, health. */
    READ(Role.VIEWER, Role.OPERATOR, Role.APPROVER, Role.AUTHOR, Role.ADMIN),
    /** To start runs, and to send events. */
    START(Role.OPERATOR, Role.AUTHOR, Role.ADMIN),
    /** To pause, resume, roll back, cancel and terminate runs, and to drop what they have put to the result cache. */
    CONTROL(Role.OPERATOR, Role.ADMIN),
    /** To save and delete definitions and agents. */
    WRITE(Role.AUTHOR, Role.ADMIN),
    /** To make, list and revoke tokens. */
    TOKENS(Role.ADMIN),
    /** To look after what the platform keeps. */
    UPKEEP(Role.ADMIN),
    /** To read the audit trail. */
    AUDIT(Role.ADMIN);

    private final Set<Role> roles;

    Permission(Role first, Role... more) {
        this.roles = EnumSet.of(first, more);
    }

    /** Whether one of these roles is enough. */
    public boolean isGivenBy(Set<Role> callers) {
        return this == SIGNED_IN || callers.stream().anyMatch(roles::contains);
    }

    /** The roles that are enough. */
    public Set<Role> roles() {
        return EnumSet.copyOf(roles);
    }
}
