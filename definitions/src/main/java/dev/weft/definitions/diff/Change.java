package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that differs.
 *
 * @param part of the definition
 * @param kind what became of it
 * @param name of the input, trigger or output, path of the task; empty for a part of which there is one
 * @param before path of a task that was moved or renamed; {@code null} for others
 * @param fields what is different in it; empty for what was added or removed whole
 */
public record Change(
        Part part, Kind kind, String name, @Nullable String before, List<FieldChange> fields) {
    /** What a definition has, in the order of the reference. */
    public enum Part {
        /** Its id, name, description, labels and what it requires. */
        DEFINITION,
        /** An input. */
        INPUT,
        /** How a run goes about its tasks. */
        POLICY,
        /** Timeout and retry of tasks that say nothing themselves. */
        DEFAULTS,
        /** What starts runs by itself. */
        TRIGGER,
        /** A task, also one in a block or in place. */
        TASK,
        /** An output of the run. */
        OUTPUT
    }

    /** What became of it. */
    public enum Kind {
        /** It is new. */
        ADDED,
        /** It is gone. */
        REMOVED,
        /** It says something else. */
        CHANGED,
        /** A task stands in another block, or in none any more; guessed by its id and content. */
        MOVED,
        /** A task has another id; guessed by its content. */
        RENAMED
    }

    /**
     * A field that differs.
     *
     * @param field names joined by {@code .}, such as {@code parameters.url}
     * @param before {@code null} where it wasn't said
     * @param after {@code null} where it isn't said any more
     */
    public record FieldChange(
            String field,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    public Change {
        fields = List.copyOf(fields);
    }
}
