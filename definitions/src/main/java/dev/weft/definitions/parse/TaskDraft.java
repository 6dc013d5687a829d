package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as far as it could be read, with its places.
 *
 * @param key its id as written
 * @param node its fields; {@code null} where it isn't a map
 * @param needs as written, also those that don't exist; empty with {@code needs: all}
 * @param needsAll whether it needs all others
 * @param action {@code null} where it is missing or unknown
 * @param task {@code null} where something that it is made of is missing; its needs name only tasks that exist
 */
public record TaskDraft(
        ScalarNode key,
        @Nullable MapNode node,
        List<ScalarNode> needs,
        boolean needsAll,
        @Nullable ActionSpec<?> action,
        @Nullable Task task) {
    public TaskDraft {
        needs = List.copyOf(needs);
    }

    /** Its id. */
    public String id() {
        return key.text();
    }
}
