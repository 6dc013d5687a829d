package dev.weft.definitions.schema;

import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.WrittenParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of an action's output, as a JSON Schema 2020-12. What isn't known is open in it. */
public final class OutputSchema {
    private int embedded;

    private OutputSchema() {}

    /** The schema of an output, whatever the parameters. */
    public static Map<String, @Nullable Object> of(Output output) {
        return of(output, WrittenParameters.UNKNOWN);
    }

    /** The schema of an output, as far as the parameters decide. */
    public static Map<String, @Nullable Object> of(Output output, WrittenParameters parameters) {
        return new OutputSchema().schema(output.given(parameters));
    }

    private Map<String, @Nullable Object> schema(Output output) {
        return switch (output) {
            case Output.Schema schema -> resource(schema.schema());
            case Output.ByParameters by -> schema(by.given(WrittenParameters.UNKNOWN));
            case Output.SameAs ignored -> Map.of();
            case Output.Fields fields -> fields(fields);
            case Output.OneOf one -> {
                List<Object> choices = new ArrayList<>();
                one.choices().forEach(choice -> choices.add(schema(choice)));
                yield Ordered.map("anyOf", choices);
            }
            case Output.Elsewhere ignored -> Map.of();
        };
    }

    private Map<String, @Nullable Object> fields(Output.Fields output) {
        Map<String, Object> properties = new LinkedHashMap<>();
        output.fields().forEach((name, field) -> properties.put(name, schema(field)));
        return Ordered.map(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.copyOf(properties.keySet()),
                "additionalProperties",
                false);
    }

    // A reference in it is meant within it: a name of its own keeps that so, wherever it is put.
    private Map<String, @Nullable Object> resource(Map<String, ? extends @Nullable Object> schema) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        if (refers(schema) && !schema.containsKey("$id")) {
            copy.put("$id", "urn:weft:output:" + embedded++);
        }
        copy.putAll(schema);
        return copy;
    }

    private static boolean refers(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                        && (map.containsKey("$ref") || map.values().stream().anyMatch(OutputSchema::refers))
                || value instanceof List<?> list && list.stream().anyMatch(OutputSchema::refers);
    }
}
