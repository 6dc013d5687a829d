package dev.weft.definitions.validate;

import dev.weft.definitions.model.Input;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What definitions and agents declare, in one form. */
final class Declarations {
    private Declarations() {}

    /** Of a definition's inputs. */
    static NamedValues.Declared of(Map<String, Input> inputs) {
        Map<String, Map<String, @Nullable Object>> schemas = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        inputs.forEach((name, input) -> {
            schemas.put(name, input.schema());
            if (input.required()) {
                required.add(name);
            }
        });
        return new NamedValues.Declared(schemas, required, false);
    }

    /** A schema with its keywords as texts. */
    static Map<String, @Nullable Object> map(Map<?, ?> schema) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        schema.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /** Of the JSON Schema of a map. */
    static NamedValues.Declared ofMap(Map<String, ? extends @Nullable Object> schema) {
        Map<String, Map<String, @Nullable Object>> schemas = new LinkedHashMap<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> {
                schemas.put(String.valueOf(name), map(property instanceof Map<?, ?> map ? map : Map.of()));
            });
        }
        Set<String> required = new LinkedHashSet<>();
        if (schema.get("required") instanceof List<?> names) {
            names.forEach(name -> required.add(String.valueOf(name)));
        }
        boolean open =
                !Boolean.FALSE.equals(schema.get("additionalProperties")) || schema.containsKey("patternProperties");
        return new NamedValues.Declared(schemas, required, open);
    }
}
