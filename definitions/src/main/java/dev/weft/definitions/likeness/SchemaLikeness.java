package dev.weft.definitions.likeness;

import dev.weft.definitions.expression.check.LocalReference;
import dev.weft.definitions.likeness.Likeness.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What JSON Schemas say of values. Of several ways in which a value may be, the first is taken. */
final class SchemaLikeness {
    private static final int DEEPEST = 8;

    private static final List<String> OWN = List.of(
            "type",
            "const",
            "enum",
            "default",
            "examples",
            "pattern",
            "format",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf");

    private final Object root;

    private SchemaLikeness(Object root) {
        this.root = root;
    }

    static void tell(Likeness likeness, Map<String, ? extends @Nullable Object> schema) {
        new SchemaLikeness(schema).tell(likeness, schema, 0);
    }

    private void tell(Likeness likeness, @Nullable Object schema, int depth) {
        if (!(schema instanceof Map<?, ?> map) || depth > DEEPEST) {
            return;
        }
        likeness.schema(own(map));
        if (map.get("$ref") instanceof String reference) {
            tell(likeness, LocalReference.find(root, reference), depth + 1);
        }
        if (map.get("allOf") instanceof List<?> parts) {
            parts.forEach(part -> tell(likeness, part, depth + 1));
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (map.get(choice) instanceof List<?> ways && !ways.isEmpty()) {
                tell(likeness, ways.getFirst(), depth + 1);
            }
        }
        Kind kind = kind(map);
        if (kind != null) {
            likeness.is(kind);
        }
        if (map.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> tell(likeness.field(String.valueOf(name)), property, depth + 1));
        }
        if (kind == Kind.MAP && map.get("additionalProperties") instanceof Map<?, ?> others) {
            tell(likeness.item(), others, depth + 1);
        }
        if (kind == Kind.LIST) {
            if (map.get("items") instanceof Map<?, ?> items) {
                tell(likeness.item(), items, depth + 1);
            }
            likeness.atLeast(map.get("minItems") instanceof Number least ? least.intValue() : 0);
        }
    }

    private static @Nullable Kind kind(Map<?, ?> schema) {
        Object type = schema.get("type") instanceof List<?> types
                ? types.stream().filter(one -> !"null".equals(one)).findFirst().orElse(null)
                : schema.get("type");
        return switch (String.valueOf(type)) {
            case "boolean" -> Kind.BOOLEAN;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            case "string" -> "date-time".equals(schema.get("format")) ? Kind.TIME : Kind.TEXT;
            case "array" -> Kind.LIST;
            case "object" -> Kind.MAP;
            default -> schema.containsKey("properties") ? Kind.MAP : null;
        };
    }

    /** What is said of a value itself, and not of its parts. */
    private static Map<String, @Nullable Object> own(Map<?, ?> schema) {
        Map<String, @Nullable Object> own = new LinkedHashMap<>();
        OWN.stream().filter(schema::containsKey).forEach(keyword -> own.put(keyword, schema.get(keyword)));
        return own;
    }
}
