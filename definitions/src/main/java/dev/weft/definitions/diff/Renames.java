package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ids that are gone and what they became, so that what refers to a renamed task isn't taken for changed.
 *
 * <p>Immutable and thread safe.
 */
final class Renames {
    private final Map<String, TaskNode> matches;
    private final Map<String, String> ids = new HashMap<>();

    private Renames(Map<String, TaskNode> matches) {
        this.matches = matches;
    }

    static Renames of(Map<String, TaskNode> matches, Side after) {
        Renames renames = new Renames(matches);
        matches.forEach((path, old) -> {
            String before = old.id();
            String now = Objects.requireNonNull(after.tasks().get(path)).id();
            if (!before.equals(now) && !after.ids().contains(before)) {
                renames.ids.put(before, now);
            }
        });
        return renames;
    }

    /** Whether a task has its old id, and stands in what has become of its old block. */
    boolean isSamePlace(TaskNode old, TaskNode node) {
        return old.id().equals(node.id()) && parent(old.planned()).equals(oldParent(node.planned()));
    }

    private String oldParent(PlannedTask task) {
        String path = parent(task);
        TaskNode old = matches.get(path);
        // A new block is nobody's old place.
        return path.isEmpty() ? "" : old == null ? "\0" : old.path();
    }

    private static String parent(PlannedTask task) {
        return task.path().contains(".") ? task.path().substring(0, task.path().lastIndexOf('.')) : "";
    }

    /** What the first definition says, in the words of the second where only ids differ. */
    JsonNode applied(JsonNode before, @Nullable JsonNode after) {
        return ids.isEmpty() || after == null ? before : applied("", before, after);
    }

    private JsonNode applied(String field, JsonNode before, @Nullable JsonNode after) {
        if (before instanceof ObjectNode object) {
            ObjectNode copy = object.objectNode();
            object.properties()
                    .forEach(entry -> copy.set(
                            entry.getKey(),
                            applied(
                                    entry.getKey(),
                                    entry.getValue(),
                                    after == null ? null : after.get(entry.getKey()))));
            return copy;
        }
        if (before instanceof ArrayNode list) {
            return field.equals("needs") ? needs(list) : items(list, after);
        }
        return before.isTextual() && after != null && after.isTextual()
                ? text(field, before.asText(), after.asText())
                : before;
    }

    private ArrayNode items(ArrayNode list, @Nullable JsonNode after) {
        ArrayNode copy = list.arrayNode();
        for (int i = 0; i < list.size(); i++) {
            copy.add(applied("", list.get(i), after == null ? null : after.get(i)));
        }
        return copy;
    }

    // A set: in which order its new names stand says nothing.
    private ArrayNode needs(ArrayNode list) {
        List<String> now = new ArrayList<>();
        list.forEach(id -> now.add(id(id.asText())));
        ArrayNode copy = list.arrayNode();
        now.stream().sorted().forEach(copy::add);
        return copy;
    }

    private JsonNode text(String field, String before, String after) {
        String said = ExpressionText.said(field, before, Map.of(), this::id);
        boolean same =
                said != null && said.equals(ExpressionText.said(field, after, Map.of(), UnaryOperator.identity()));
        return TextNode.valueOf(same ? after : before);
    }

    private String id(String id) {
        return ids.getOrDefault(id, id);
    }
}
