package dev.weft.definitions.expression.check;

import dev.weft.definitions.expression.check.Type.Fields;
import dev.weft.definitions.expression.check.Type.ListOf;
import dev.weft.definitions.expression.check.Type.MapOf;
import dev.weft.definitions.expression.check.Type.Simple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Types of values that a JSON Schema describes. What a schema leaves open, or says in a way that isn't simple
 * ({@code $ref}, {@code anyOf}), is of any type.
 */
public final class SchemaTypes {
    private SchemaTypes() {}

    /** The type of a value. */
    public static Type of(@Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> map)) {
            return Simple.ANY;
        }
        Object type = map.get("type");
        if (type instanceof String name) {
            return named(name, map);
        }
        if (type instanceof List<?> names) {
            return names.stream()
                    .map(name -> named(String.valueOf(name), map))
                    .reduce(Types::join)
                    .orElse(Simple.ANY);
        }
        if (map.get("enum") instanceof List<?> values) {
            return values.stream().map(SchemaTypes::ofValue).reduce(Types::join).orElse(Simple.ANY);
        }
        return map.containsKey("const") ? ofValue(map.get("const")) : Simple.ANY;
    }

    private static Type named(String name, Map<?, ?> schema) {
        return switch (name) {
            case "string" -> Simple.STRING;
            case "integer" -> Simple.INTEGER;
            case "number" -> Simple.NUMBER;
            case "boolean" -> Simple.BOOLEAN;
            case "null" -> Simple.NULL;
            case "array" -> new ListOf(of(schema.get("items")));
            case "object" -> object(schema);
            default -> Simple.ANY;
        };
    }

    private static Type object(Map<?, ?> schema) {
        Object others = schema.get("additionalProperties");
        if (!(schema.get("properties") instanceof Map<?, ?> properties)) {
            return new MapOf(of(others));
        }
        Map<String, Type> fields = new LinkedHashMap<>();
        properties.forEach((name, property) -> fields.put(String.valueOf(name), of(property)));
        boolean closed = Boolean.FALSE.equals(others) && !schema.containsKey("patternProperties");
        return new Fields(fields, Map.of(), !closed);
    }

    private static Type ofValue(@Nullable Object value) {
        if (value == null) {
            return Simple.NULL;
        }
        if (value instanceof String) {
            return Simple.STRING;
        }
        if (value instanceof Boolean) {
            return Simple.BOOLEAN;
        }
        if (value instanceof Number) {
            return Simple.NUMBER;
        }
        return Simple.ANY;
    }
}
