package dev.weft.definitions.schema;

import java.util.List;
import java.util.Map;

/**
 * What is said of an input's schema: the keywords that authors write most. The whole of it is said by the schema of schemas,
 * which an editor would have to fetch.
 */
final class InputSchema {
    private static final Map<String, Object> TYPE =
            Map.of("enum", List.of("string", "integer", "number", "boolean", "array", "object", "null"));
    private static final Map<String, Object> COUNT = Ordered.map("type", "integer", "minimum", 0);
    private static final Map<String, Object> NUMBER = Map.of("type", "number");
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> SCHEMA = Map.of("type", List.of("object", "boolean"));
    private static final Map<String, Object> SCHEMAS = Ordered.map("type", "object", "additionalProperties", SCHEMA);
    private static final Map<String, Object> SEVERAL = Ordered.map("type", "array", "items", SCHEMA, "minItems", 1);

    static final Map<String, Object> OF = Map.of(
            "anyOf",
            List.of(Ordered.map("type", "object", "properties", Ordered.map(keywords())), Map.of("const", true)));

    private InputSchema() {}

    private static Object[] keywords() {
        return new Object[] {
            "type",
            Map.of(
                    "anyOf",
                    List.of(TYPE, Ordered.map("type", "array", "items", TYPE, "minItems", 1, "uniqueItems", true))),
            "description",
            TEXT,
            "title",
            TEXT,
            "enum",
            Ordered.map("type", "array", "minItems", 1),
            "minimum",
            NUMBER,
            "maximum",
            NUMBER,
            "exclusiveMinimum",
            NUMBER,
            "exclusiveMaximum",
            NUMBER,
            "multipleOf",
            Ordered.map("type", "number", "exclusiveMinimum", 0),
            "minLength",
            COUNT,
            "maxLength",
            COUNT,
            "pattern",
            TEXT,
            "format",
            TEXT,
            "items",
            SCHEMA,
            "minItems",
            COUNT,
            "maxItems",
            COUNT,
            "uniqueItems",
            Map.of("type", "boolean"),
            "properties",
            SCHEMAS,
            "required",
            Ordered.map("type", "array", "items", TEXT, "uniqueItems", true),
            "additionalProperties",
            SCHEMA,
            "allOf",
            SEVERAL,
            "anyOf",
            SEVERAL,
            "oneOf",
            SEVERAL,
            "not",
            SCHEMA
        };
    }
}
