package dev.weft.definitions.agent.generate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schemas of an OpenAPI document as JSON Schemas that stand alone. Not thread safe. */
final class OpenApiSchemas {
    private static final String COMPONENT = "#/components/schemas/";
    private static final String OWN = "#/$defs/";

    /** What OpenAPI adds, and JSON Schema would ignore or misread. */
    private static final Set<String> ADDED = Set.of(
            "nullable", "example", "discriminator", "xml", "externalDocs", "readOnly", "writeOnly", "deprecated");

    private final Map<?, ?> components;

    OpenApiSchemas(Map<?, ?> components) {
        this.components = components;
    }

    /** The schema, with whatever it refers to under {@code $defs}. */
    Map<String, @Nullable Object> standingAlone(Map<?, ?> schema) {
        Set<String> known = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        Map<String, @Nullable Object> alone = map(schema, known, open);
        Map<String, @Nullable Object> definitions = new LinkedHashMap<>();
        while (!open.isEmpty()) {
            String name = open.remove();
            definitions.put(
                    name,
                    components.get(name) instanceof Map<?, ?> found ? map(found, known, open) : new LinkedHashMap<>());
        }
        if (!definitions.isEmpty()) {
            alone.put("$defs", definitions);
        }
        return alone;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> schema, Set<String> known, Deque<String> open) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            String name = String.valueOf(key);
            if (name.equals("$ref") && value instanceof String reference && reference.startsWith(COMPONENT)) {
                String component = reference.substring(COMPONENT.length());
                if (known.add(component)) {
                    open.add(component);
                }
                copy.put(name, OWN + component);
            } else if (!isAdded(name, value)) {
                copy.put(name, value(value, known, open));
            }
        });
        exclusive(copy, "exclusiveMinimum", "minimum");
        exclusive(copy, "exclusiveMaximum", "maximum");
        if (Boolean.TRUE.equals(schema.get("nullable")) && copy.get("type") instanceof String type) {
            copy.put("type", List.of(type, "null"));
        }
        return copy;
    }

    /** A property may have any name, and its value is a schema; what OpenAPI adds is none. */
    private static boolean isAdded(String name, @Nullable Object value) {
        return (ADDED.contains(name)
                        && !(value instanceof Map<?, ?> map && (map.containsKey("type") || map.containsKey("$ref"))))
                || name.startsWith("x-");
    }

    /** In OpenAPI 3.0 it says of the bound that it is exclusive; in JSON Schema it is the bound. */
    private static void exclusive(Map<String, @Nullable Object> schema, String name, String bound) {
        if (schema.get(name) instanceof Boolean exclusive) {
            schema.remove(name);
            if (exclusive && schema.get(bound) instanceof Number number) {
                schema.remove(bound);
                schema.put(name, number);
            }
        }
    }

    private @Nullable Object value(@Nullable Object value, Set<String> known, Deque<String> open) {
        return switch (value) {
            case Map<?, ?> map -> map(map, known, open);
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(item -> copy.add(value(item, known, open)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }
}
