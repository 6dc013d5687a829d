package dev.weft.api.auth;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody is to the platform. Roles don't include one another; a user may have several. */
public enum Role {
    VIEWER,
    OPERATOR,
    APPROVER,
    AUTHOR,
    ADMIN;

    /** As it stands in JSON and in approvers' lists. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
