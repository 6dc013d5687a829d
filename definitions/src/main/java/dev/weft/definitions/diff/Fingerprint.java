package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weft.definitions.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * By what a task is known again under another id or in another block: what it says, with all that it holds, but for its
 * names and needs. Ids in it count as what they became; those of which that isn't known yet are left open.
 */
final class Fingerprint {
    /** What an id counts as of which it isn't known what it was, or became. */
    static final String OPEN = "?";

    private final UnaryOperator<String> ids;

    private Fingerprint(UnaryOperator<String> ids) {
        this.ids = ids;
    }

    /**
     * A task's.
     *
     * @param ids what each id counts as; {@link #OPEN} for those that aren't known
     */
    static JsonNode of(TaskNode node, UnaryOperator<String> ids) {
        ObjectNode top = node.written().deepCopy();
        top.remove(List.of("name", "description", "needs"));
        return new Fingerprint(ids).task(top);
    }

    private ObjectNode task(ObjectNode task) {
        ObjectNode print = task.objectNode();
        task.properties()
                .forEach(entry -> print.set(
                        entry.getKey(),
                        switch (entry.getKey()) {
                            case "tasks" -> tasks(entry.getValue(), print);
                            case "needs" -> needs(entry.getValue(), print);
                            case Task.COMPENSATE -> taskOr(entry.getKey(), entry.getValue());
                            case "on_failure" -> inPlace(entry.getValue());
                            default -> value(entry.getKey(), entry.getValue());
                        }));
        return print;
    }

    private JsonNode tasks(JsonNode tasks, ObjectNode factory) {
        ObjectNode print = factory.objectNode();
        int[] place = {0};
        tasks.properties().forEach(entry -> {
            String id = ids.apply(entry.getKey());
            print.set(id.equals(OPEN) ? OPEN + place[0] : id, taskOr("", entry.getValue()));
            place[0]++;
        });
        return print;
    }

    private JsonNode needs(JsonNode needs, ObjectNode factory) {
        if (!needs.isArray()) {
            return needs;
        }
        List<String> counted = new ArrayList<>();
        needs.forEach(id -> counted.add(ids.apply(id.asText())));
        ArrayNode print = factory.arrayNode();
        counted.stream().sorted().forEach(print::add);
        return print;
    }

    private JsonNode inPlace(JsonNode onFailure) {
        if (!(onFailure instanceof ObjectNode object)) {
            return onFailure;
        }
        ObjectNode print = object.objectNode();
        object.properties().forEach(entry -> print.set(entry.getKey(), taskOr(entry.getKey(), entry.getValue())));
        return print;
    }

    private JsonNode taskOr(String field, JsonNode value) {
        return value instanceof ObjectNode object ? task(object) : value(field, value);
    }

    private JsonNode value(String field, JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode print = object.objectNode();
            object.properties().forEach(entry -> print.set(entry.getKey(), value(entry.getKey(), entry.getValue())));
            return print;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode print = list.arrayNode();
            list.forEach(item -> print.add(value("", item)));
            return print;
        }
        String said = value.isTextual() ? ExpressionText.said(field, value.asText(), Map.of(), ids) : null;
        return said == null ? value : TextNode.valueOf(said);
    }
}
