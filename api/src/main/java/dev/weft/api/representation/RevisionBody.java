package dev.weft.api.representation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.store.StoredRevision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a definition.
 *
 * @param definition canonical, schema 3.0.0; {@code null} in lists
 * @param source the text as it was written; {@code null} in lists
 * @param sourceType media type of the source
 * @param from what the source is written in: a version of the language such as {@code 2.0.0}, or a dialect such as
 *     {@code steps}
 * @param origin {@code api}, {@code catalogue}, or {@code folder:PATH}
 */
public record RevisionBody(
        String id,
        int revision,
        String digest,
        @Nullable JsonNode definition,
        @Nullable String source,
        String sourceType,
        String from,
        String origin,
        String createdBy,
        Instant createdAt) {
    /** All of it. */
    public static RevisionBody of(StoredRevision revision) {
        return body(revision, Documents.json(revision.document()), revision.source());
    }

    /** Without the texts. */
    public static RevisionBody item(StoredRevision revision) {
        return body(revision, null, null);
    }

    private static RevisionBody body(StoredRevision revision, @Nullable JsonNode definition, @Nullable String source) {
        return new RevisionBody(
                revision.id(),
                revision.revision(),
                revision.digest(),
                definition,
                source,
                revision.sourceType(),
                revision.from(),
                revision.origin(),
                revision.createdBy(),
                revision.createdAt());
    }
}
