package dev.weft.definitions.schema;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.shape.ShapeReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that is known of one action, as a JSON Schema 2020-12. */
public final class ActionSchema {
    private ActionSchema() {}

    /**
     * The schema of a map with {@code parameters}, as authors write them, and {@code output}. Title, descriptions and
     * examples are those of its record; JSON-like, in a fixed order.
     */
    public static Map<String, Object> of(ActionSpec<?> action) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("parameters", ShapeSchema.of(ShapeReader.of(action.parameters())));
        properties.put("output", OutputSchema.of(action.output()));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", action.name());
        schema.put("description", description(action));
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", List.of("parameters", "output"));
        schema.put("additionalProperties", false);
        return schema;
    }

    private static String description(ActionSpec<?> action) {
        Doc doc = action.parameters().getAnnotation(Doc.class);
        String text = doc == null ? action.summary() : doc.value();
        return action.later() ? text + " " + ShapeSchema.LATER : text;
    }
}
