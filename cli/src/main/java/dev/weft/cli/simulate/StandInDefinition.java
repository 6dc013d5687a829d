package dev.weft.cli.simulate;

import dev.weft.cli.client.ApiClient;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.source.SourceText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A definition of which nothing is known but what is made up of its outputs. */
final class StandInDefinition {
    private StandInDefinition() {}

    /** One that takes any inputs, and gives these outputs. */
    static Definition of(String id, Map<?, ?> outputs) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        outputs.forEach((name, value) -> {
            values.put(String.valueOf(name), value);
            given.put(String.valueOf(name), "${{ tasks.made_up.output['" + name + "'] }}");
        });
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("version", "3.0.0");
        document.put("id", id);
        document.put("inputs", "any");
        document.put("tasks", Map.of("made_up", Map.of("action", "transform", "parameters", Map.of("value", values))));
        document.put("outputs", given);
        return Objects.requireNonNull(
                Definitions.read(new SourceText(id, ApiClient.tree(document).toString()), Surroundings.UNKNOWN)
                        .definition(),
                "Expected a definition that can be read");
    }
}
