package dev.weft.definitions.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One declared input.
 *
 * @param schema JSON Schema 2020-12 of its value, as written
 * @param required whether a start without it is refused: so unless it has a default
 */
public record Input(Map<String, @Nullable Object> schema, boolean required) {
    public Input {
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
    }

    /** The input of a schema: required unless that has a default. */
    public static Input of(Map<String, @Nullable Object> schema) {
        return new Input(schema, !schema.containsKey("default"));
    }

    /** The default, or {@code null} where there is none. */
    public @Nullable Object defaultValue() {
        return schema.get("default");
    }
}
