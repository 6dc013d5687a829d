package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.WrittenParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a gate gives: the decision, and what was filled in. */
final class GateOutput {
    private static final Map<String, Object> FILLED_IN = Map.of("type", "object");
    private static final Output NULL = new Output.Schema(Map.of("type", "null"));

    private GateOutput() {}

    static Output of(WrittenParameters given) {
        Map<String, Output> fields = new LinkedHashMap<>();
        fields.put("decision", new Output.Schema(Outputs.word("approved", "rejected", "changes_requested")));
        fields.put("level", new Output.Schema(Map.of("type", List.of("integer", "null"))));
        fields.put("decided_by", new Output.Schema(Outputs.TEXT_OR_NULL));
        fields.put("comment", new Output.Schema(Outputs.TEXT_OR_NULL));
        fields.put("decisions", new Output.Schema(Outputs.list(decision(Map.of()))));
        Output without = new Output.Fields(fields);
        if (!given.unknown() && !given.given("inputs")) {
            return without;
        }
        Map<String, Output> filled = new LinkedHashMap<>(fields);
        filled.put("decisions", new Output.Schema(Outputs.list(decision(Map.of("inputs", FILLED_IN)))));
        filled.put("inputs", given.map("inputs").map(GateOutput::inputs).orElse(Output.Elsewhere.UNKNOWN));
        Output with = new Output.Fields(filled);
        return given.unknown() ? new Output.OneOf(List.of(without, with)) : with;
    }

    private static Output inputs(Map<?, ?> schemas) {
        Map<String, Output> fields = new LinkedHashMap<>();
        schemas.forEach((name, schema) -> fields.put(
                String.valueOf(name),
                schema instanceof Map<?, ?> map ? new Output.Schema(named(map)) : Output.Elsewhere.UNKNOWN));
        return new Output.OneOf(List.of(new Output.Fields(fields), NULL));
    }

    private static Map<String, Object> named(Map<?, ?> schema) {
        Map<String, Object> copy = new LinkedHashMap<>();
        schema.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    private static Map<String, Object> decision(Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", Outputs.WHOLE);
        fields.put("by", Outputs.TEXT);
        fields.put("in_place_of", Outputs.TEXT_OR_NULL);
        fields.put("decision", Outputs.word("approve", "reject", "request_changes"));
        fields.put("comment", Outputs.TEXT_OR_NULL);
        fields.put("at", Outputs.TIME);
        fields.put("channel", Outputs.word("api", "temporal"));
        fields.putAll(more);
        return Outputs.object(fields, List.copyOf(fields.keySet()));
    }
}
