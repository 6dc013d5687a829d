package dev.weft.api.store;

/**
 * An entry of the audit trail.
 *
 * @param position from 1, without gaps
 * @param entry JSON, as it was hashed
 * @param hash of the chain up to here, see {@link AuditStore#hash}
 */
public record AuditRow(long position, String entry, String hash) {}
