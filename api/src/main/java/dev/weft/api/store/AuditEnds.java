package dev.weft.api.store;

/**
 * Where the audit trail begins and ends.
 *
 * @param last position of the last entry; 0 where there never was one
 * @param hash of the chain up to there
 * @param cut position of the last entry that was cut off; 0 for none
 * @param cutHash of the chain up to there
 */
public record AuditEnds(long last, String hash, long cut, String cutHash) {}
