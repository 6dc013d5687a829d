package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schemas of outputs, in few words. */
final class Outputs {
    static final Map<String, Object> TEXT = Map.of("type", "string");
    static final Map<String, Object> TEXT_OR_NULL = Map.of("type", List.of("string", "null"));
    static final Map<String, Object> WHOLE = Map.of("type", "integer");
    static final Map<String, Object> BOOLEAN = Map.of("type", "boolean");
    static final Map<String, Object> TIME = described("string", "format", "date-time");
    static final Map<String, Object> ANY = Map.of();

    private Outputs() {}

    /**
     * A map of just these fields, all of them there.
     *
     * @param fields names and schemas in turn
     */
    static Output map(Object... fields) {
        return new Output.Schema(object(fields));
    }

    /** The schema of a map of just these fields, all of them there. */
    static Map<String, Object> object(Object... fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            properties.put((String) fields[i], fields[i + 1]);
        }
        return object(properties, List.copyOf(properties.keySet()));
    }

    /** The schema of a map of just these fields, some of them there. */
    static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }

    /** The schema of a list. */
    static Map<String, Object> list(Map<String, Object> item) {
        return described("array", "items", item);
    }

    /** The schema of one of some words. */
    static Map<String, Object> word(String... words) {
        return described("string", "enum", List.of(words));
    }

    private static Map<String, Object> described(String type, String keyword, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put(keyword, value);
        return schema;
    }
}
