package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.ScalarNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task as far as it could be read, with its places.
 *
 * @param key its id as written; of a task in place the key of the field that holds it
 * @param id unique among its siblings
 * @param path ids joined by {@code .}
 * @param node its fields; {@code null} where it isn't a map
 * @param needs as written, also those that don't exist; empty with {@code needs: all}
 * @param needsAll whether it needs all others
 * @param action {@code null} where it is missing or unknown, and of a block
 * @param work as far as it could be read by itself; {@code null} where something that it is made of is missing
 * @param tasks of a block, by id, in the order written; {@code null} where it is none
 * @param fallback that {@code on_failure} runs; {@code null} for none
 * @param compensation that undoes it; {@code null} for none
 * @param task {@code null} where something that it is made of is missing; its needs name only tasks that exist
 */
public record TaskDraft(
        ScalarNode key,
        String id,
        String path,
        @Nullable MapNode node,
        List<ScalarNode> needs,
        boolean needsAll,
        @Nullable ActionSpec<?> action,
        @Nullable Work work,
        @Nullable Map<String, TaskDraft> tasks,
        @Nullable TaskDraft fallback,
        @Nullable TaskDraft compensation,
        @Nullable Task task) {
    public TaskDraft {
        needs = List.copyOf(needs);
        tasks = tasks == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    }
}
