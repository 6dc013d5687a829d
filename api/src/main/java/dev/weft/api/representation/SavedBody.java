package dev.weft.api.representation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.store.StoredRevision;
import dev.weft.definitions.Reading;
import java.util.List;

/**
 * A definition that has been saved.
 *
 * @param definition canonical, schema 3.0.0
 * @param from what it was written in: a version such as {@code 2.0.0}, or a dialect such as {@code steps}
 * @param migrated what is different in 3.0.0, in words for people
 * @param problems warnings
 */
public record SavedBody(
        String id,
        int revision,
        String digest,
        JsonNode definition,
        String from,
        List<String> migrated,
        List<ProblemBody> problems) {
    public static SavedBody of(StoredRevision revision, Reading reading) {
        return new SavedBody(
                revision.id(),
                revision.revision(),
                revision.digest(),
                Documents.json(revision.document()),
                String.valueOf(reading.from()),
                reading.migrated(),
                ProblemBody.of(reading.problems()));
    }
}
