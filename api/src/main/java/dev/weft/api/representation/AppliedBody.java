package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What applying documents has changed, or would change.
 *
 * @param dryRun whether nothing was changed
 * @param items one for each definition, by id
 */
public record AppliedBody(@Nullable String set, boolean dryRun, List<Item> items) {
    /** What becomes of a definition. */
    public enum Change {
        /** There was none. */
        CREATED,
        /** It has its next revision. */
        CHANGED,
        /** It is as it was. */
        UNCHANGED,
        /** It is hidden; its revisions and runs stay. */
        DELETED
    }

    /**
     * A definition.
     *
     * @param file in which it is; left out where it is in none
     * @param from what it was written in: a version such as {@code 2.0.0}, or a dialect; left out where it is in no file
     * @param before revision that was current; left out where there was none
     * @param revision that is current now; left out where there is none
     * @param difference what the two differ in, where it was changed
     * @param problems warnings
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String id,
            Change change,
            @Nullable String file,
            @Nullable String from,
            @Nullable Integer before,
            @Nullable Integer revision,
            @Nullable ObjectNode difference,
            List<String> migrated,
            List<ProblemBody> problems) {}
}
