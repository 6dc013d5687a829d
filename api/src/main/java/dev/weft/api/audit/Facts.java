package dev.weft.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** What of a body is kept in the trail: short values by name; neither data of runs, nor tokens, nor whole documents. */
final class Facts {
    private static final int LONGEST = 500;
    private static final int MOST = 50;
    private static final Set<String> LEFT_OUT = Set.of(
            "inputs",
            "output",
            "outputs",
            "data",
            "token",
            "csrf",
            "definition",
            "document",
            "source",
            "links",
            "problems",
            "migrated",
            "parameters",
            "schema");

    private Facts() {}

    static JsonNode of(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> object(object);
            case ArrayNode list -> list(list);
            case TextNode text ->
                text.textValue().length() <= LONGEST
                        ? text
                        : TextNode.valueOf(text.textValue().substring(0, LONGEST) + "…");
            default -> value;
        };
    }

    private static ObjectNode object(ObjectNode object) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        object.properties().stream()
                .filter(field -> !LEFT_OUT.contains(field.getKey()))
                .limit(MOST)
                .forEach(field -> facts.set(field.getKey(), of(field.getValue())));
        return facts;
    }

    private static ArrayNode list(ArrayNode list) {
        ArrayNode facts = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < Math.min(MOST, list.size()); i++) {
            facts.add(of(list.get(i)));
        }
        return facts;
    }
}
