package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.definitions.plan.PlannedTask;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Ids that are gone and what they became, so that a task that refers to a renamed one isn't taken for changed.
 *
 * <p>Immutable and thread safe.
 */
final class Renames {
    private static final Pattern TASK =
            Pattern.compile("\\btasks(?:\\.|\\[['\"])([A-Za-z_][A-Za-z0-9_-]*)(?:['\"]\\])?");

    private final Map<String, TaskNode> matches;
    private final Map<String, String> ids = new HashMap<>();

    private Renames(Map<String, TaskNode> matches) {
        this.matches = matches;
    }

    static Renames of(Map<String, TaskNode> matches, Side after) {
        Renames renames = new Renames(matches);
        matches.forEach((path, old) -> {
            String before = old.planned().task().id();
            String now = Objects.requireNonNull(after.tasks().get(path))
                    .planned()
                    .task()
                    .id();
            if (!before.equals(now)
                    && after.tasks().values().stream()
                            .noneMatch(node -> node.planned().task().id().equals(before))) {
                renames.ids.put(before, now);
            }
        });
        return renames;
    }

    /** Whether a task has its old id, and stands in what has become of its old block. */
    boolean isSamePlace(TaskNode old, TaskNode node) {
        return old.planned().task().id().equals(node.planned().task().id())
                && parent(old.planned()).equals(oldParent(node.planned()));
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

    /** What the first definition says, with the ids of the second. */
    ObjectNode applied(ObjectNode json) {
        return ids.isEmpty() ? json : (ObjectNode) applied(json, false);
    }

    private JsonNode applied(JsonNode json, boolean needs) {
        if (json.isObject()) {
            ObjectNode copy = ((ObjectNode) json).objectNode();
            json.properties()
                    .forEach(entry -> copy.set(
                            entry.getKey(),
                            applied(entry.getValue(), entry.getKey().equals("needs"))));
            return copy;
        }
        if (json.isArray()) {
            ArrayNode copy = ((ArrayNode) json).arrayNode();
            Stream<JsonNode> items = json.valueStream().map(item -> applied(item, needs));
            // A set: in which order its new names stand says nothing.
            (needs ? items.sorted(Comparator.comparing(JsonNode::asText)) : items).forEach(copy::add);
            return copy;
        }
        return json.isTextual() ? TextNode.valueOf(needs ? id(json.asText()) : expression(json.asText())) : json;
    }

    private String id(String id) {
        return ids.getOrDefault(id, id);
    }

    private String expression(String text) {
        return TASK.matcher(text).replaceAll(found -> Matcher.quoteReplacement(reference(found)));
    }

    private String reference(MatchResult found) {
        String id = id(found.group(1));
        int start = found.start(1) - found.start();
        int end = found.end(1) - found.start();
        String before = found.group().substring(0, start);
        String after = found.group().substring(end);
        // After a dot, a name with a dash would be a difference of two.
        return before.endsWith(".") && id.contains("-") ? "tasks['" + id + "']" : before + id + after;
    }
}
