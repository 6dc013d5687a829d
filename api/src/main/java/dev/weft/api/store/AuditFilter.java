package dev.weft.api.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit trail; {@code null} for any.
 *
 * @param action such as {@code POST /runs/{run}/cancel}
 * @param target such as {@code run/hello-01JD…}
 * @param since written at or after
 * @param until written before
 */
public record AuditFilter(
        @Nullable String user,
        @Nullable String action,
        @Nullable String target,
        @Nullable Instant since,
        @Nullable Instant until) {
    /** All entries. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);
}
