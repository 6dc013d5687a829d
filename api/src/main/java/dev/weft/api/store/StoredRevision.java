package dev.weft.api.store;

import dev.weft.definitions.parse.DefinitionParser;
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
 * @param from what the source is written in: a version of the language such as {@code 2.0.0}, or a dialect such as
 *     {@code steps}
 * @param origin {@code api}, {@code catalogue}, or {@code folder:PATH}
 */
public record StoredRevision(
        String id,
        int revision,
        String digest,
        String document,
        String source,
        String sourceType,
        String from,
        String origin,
        String createdBy,
        Instant createdAt) {
    /**
     * Whether saving a revision after this one would add nothing: it is the same definition, and nobody has rewritten it
     * in the present version of the language.
     */
    boolean says(NewRevision next) {
        boolean rewritten = next.from().equals(DefinitionParser.VERSION) && !from.equals(next.from());
        return digest.equals(next.digest()) && !rewritten;
    }

    /** What a definition's {@code ETag} holds. */
    public String tag() {
        return revision + "-" + digest.substring(0, 16);
    }
}
