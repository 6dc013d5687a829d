package dev.weft.api.representation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.store.StoredRevision;
import dev.weft.definitions.problem.Problem;
import java.util.List;

/**
 * A definition that has been saved.
 *
 * @param definition canonical, schema 3.0.0
 * @param migrated what was changed on the way from an older schema
 * @param problems warnings
 */
public record SavedBody(
        String id,
        int revision,
        String digest,
        JsonNode definition,
        List<String> migrated,
        List<ProblemBody> problems) {
    public static SavedBody of(StoredRevision revision, List<Problem> warnings) {
        return new SavedBody(
                revision.id(),
                revision.revision(),
                revision.digest(),
                Documents.json(revision.document()),
                List.of(),
                ProblemBody.of(warnings));
    }
}
