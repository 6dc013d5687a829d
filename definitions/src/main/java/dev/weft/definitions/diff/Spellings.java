package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.definitions.model.ForEach;
import dev.weft.definitions.model.Task;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Expressions that say the same, spelt as they were first: how they are written is no difference, nor is what the items of
 * a task are called. One for both definitions, not thread safe.
 */
final class Spellings {
    private final Map<String, String> first = new HashMap<>();
    private final Map<String, String> items = new HashMap<>();

    /** Changes the texts below a document, and names of items to those that they had first. */
    void apply(ObjectNode document) {
        task(document, "", Map.of());
    }

    /**
     * Changes the texts of a task, or of the whole.
     *
     * @param names of items that are in scope, and what they were called first
     */
    private void task(ObjectNode task, String path, Map<String, String> names) {
        Map<String, String> inner =
                task.path("for_each") instanceof ObjectNode forEach ? items(forEach, path, names) : names;
        task.properties()
                .forEach(entry -> entry.setValue(
                        switch (entry.getKey()) {
                            case "tasks" -> tasks(entry.getValue(), path + "/tasks", inner);
                            case "on_failure" -> tasks(entry.getValue(), path + "/on_failure", inner);
                            case Task.COMPENSATE -> one(entry.getValue(), path + "/compensate", inner);
                            default -> spelt(entry.getKey(), entry.getValue(), inner);
                        }));
    }

    private JsonNode tasks(JsonNode map, String path, Map<String, String> names) {
        map.properties().forEach(entry -> one(entry.getValue(), path + "/" + entry.getKey(), names));
        return map;
    }

    private JsonNode one(JsonNode task, String path, Map<String, String> names) {
        if (task instanceof ObjectNode object) {
            task(object, path, names);
        }
        return task;
    }

    /** The names in scope of a task's items, where each was called something else first. */
    private Map<String, String> items(ObjectNode forEach, String path, Map<String, String> names) {
        String name = forEach.path("as").asText(ForEach.ITEM);
        String before = items.putIfAbsent(path, name);
        Map<String, String> inner = new HashMap<>(names);
        inner.put(name, before == null ? name : before);
        if (new HashSet<>(inner.values()).size() < inner.size()) {
            // A name means something else than it did.
            inner.keySet().forEach(one -> inner.put(one, one));
        } else if (before != null && !before.equals(name)) {
            forEach.put("as", before);
        }
        return inner;
    }

    private JsonNode spelt(String name, JsonNode value, Map<String, String> names) {
        if (value instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(spelt(entry.getKey(), entry.getValue(), names)));
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, spelt("", list.get(i), names));
            }
        } else if (value.isTextual()) {
            String said = ExpressionText.said(name, value.asText(), names, UnaryOperator.identity());
            if (said != null) {
                return TextNode.valueOf(first.computeIfAbsent(said, key -> value.asText()));
            }
        }
        return value;
    }
}
