package dev.weft.definitions.schema;

import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.agent.AgentShapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema 2020-12 of an agent's file. */
public final class AgentSchema {
    private AgentSchema() {}

    /** JSON-like, in a fixed order. */
    public static Map<String, Object> of() {
        Map<String, Shape.Fields> kinds = AgentShapes.kinds();
        Map<String, Object> common = ShapeSchema.written(AgentShapes.common());
        Map<String, Object> properties = new LinkedHashMap<>(properties(common));
        properties.put(
                "kind", Ordered.map("enum", List.copyOf(kinds.keySet()), "description", "How the agent is called."));
        List<Object> rules = new ArrayList<>();
        kinds.forEach((name, shape) -> {
            Map<String, Object> own = ShapeSchema.written(shape);
            Map<String, Object> allowed = new LinkedHashMap<>(properties(own));
            kinds.values().stream()
                    .flatMap(other -> other.fields().stream())
                    .forEach(field -> allowed.putIfAbsent(field.name(), false));
            // Known to all of it, so that whatever no kind has is refused; what it looks like, each kind says.
            properties(own).keySet().forEach(field -> properties.putIfAbsent(field, Map.of()));
            rules.add(Ordered.map(
                    "if",
                    Ordered.map("properties", Map.of("kind", Map.of("const", name)), "required", List.of("kind")),
                    "then",
                    Ordered.map("properties", allowed, "required", own.getOrDefault("required", List.of()))));
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Weft agent");
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", common.getOrDefault("required", List.of()));
        schema.put("additionalProperties", false);
        schema.put("allOf", rules);
        return schema;
    }

    private static Map<String, Object> properties(Map<String, Object> schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> map) {
            map.forEach((name, value) -> properties.put(String.valueOf(name), value));
        }
        return properties;
    }
}
