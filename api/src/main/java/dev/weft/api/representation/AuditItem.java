package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.weft.api.store.AuditRow;

/**
 * An entry of the audit trail.
 *
 * @param entry as it was written: {@code at, phase, user, token, from, request, action, target, before, said, body, of, status,
 *     after}, those that there are
 */
@JsonPropertyOrder({"position", "hash", "entry"})
public record AuditItem(
        long position, String hash, @JsonRawValue String entry) {
    public static AuditItem of(AuditRow row) {
        return new AuditItem(row.position(), row.hash(), row.entry());
    }
}
