package dev.weft.api.store;

import java.time.Instant;

/**
 * A saved version of a definition. Immutable.
 *
 * @param id of the definition
 * @param revision from 1
 * @param digest sha-256 of the document, in lower-case hexadecimal
 * @param document canonical, schema 3.0.0
 * @param source the text as it was written
 * @param sourceType media type of the source
 * @param origin {@code api}, {@code catalogue}, or {@code folder:PATH}
 */
public record StoredRevision(
        String id,
        int revision,
        String digest,
        String document,
        String source,
        String sourceType,
        String origin,
        String createdBy,
        Instant createdAt) {
    /** What a definition's {@code ETag} holds. */
    public String tag() {
        return revision + "-" + digest.substring(0, 16);
    }
}
