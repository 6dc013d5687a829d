package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.WrittenParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a gate gives: the decision, and what was filled in. */
final class GateOutput {
    private static final Output NULL = new Output.Schema(Map.of("type", "null"));

    private GateOutput() {}

    static Output of(WrittenParameters given) {
        Map<String, Output> fields = new LinkedHashMap<>();
        fields.put("decision", new Output.Schema(Outputs.word("approved", "rejected", "changes_requested")));
        fields.put("level", new Output.Schema(Map.of("type", List.of("integer", "null"))));
        fields.put("decided_by", new Output.Schema(Outputs.TEXT_OR_NULL));
        fields.put("comment", new Output.Schema(Outputs.TEXT_OR_NULL));
        fields.put("decisions", new Output.Schema(Outputs.list(decision())));
        Output without = new Output.Fields(fields);
        if (!given.unknown() && !given.given("inputs")) {
            return without;
        }
        Map<String, Output> filled = new LinkedHashMap<>(fields);
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

    private static Map<String, Object> decision() {
        return Outputs.object(
                "level", Outputs.WHOLE,
                "by", Outputs.TEXT,
                "decision", Outputs.word("approve", "reject", "request_changes"),
                "comment", Outputs.TEXT_OR_NULL,
                "at", Outputs.TIME,
                "channel", Outputs.word("api", "temporal"));
    }
}
