package dev.weft.worker.interpreter.gate;

import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.task.Gate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a gate gives. */
final class GateOutputs {
    private GateOutputs() {}

    /** @param decision {@code approved}, {@code rejected} or {@code changes_requested} */
    static Map<String, @Nullable Object> of(Gate gate, String decision) {
        boolean hasFields = !gate.question().fields().isEmpty();
        GateDecision last = last(gate, decision);
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("decision", decision);
        output.put("level", gate.level() < 0 ? null : gate.level() + 1L);
        output.put("decided_by", last == null ? null : last.by());
        output.put("comment", last == null ? null : last.comment());
        List<Map<String, @Nullable Object>> decisions = new ArrayList<>();
        gate.decisions().forEach(one -> decisions.add(fields(one, hasFields)));
        output.put("decisions", decisions);
        if (hasFields) {
            output.put("inputs", Answers.of(gate, word(decision)));
        }
        return output;
    }

    /** The decision that made the last level what it is; {@code null} where its time was up, or nobody was asked. */
    private static @Nullable GateDecision last(Gate gate, String decision) {
        if (gate.level() < 0) {
            return null;
        }
        List<GateDecision> such = gate.current(word(decision));
        int needed = switch (decision) {
            case "approved" -> gate.current().quorum();
            case "rejected" -> gate.current().rejectQuorum();
            default -> 1;
        };
        return such.size() < needed ? null : such.getLast();
    }

    private static String word(String decision) {
        return GateRules.word(decision).orElseThrow();
    }

    private static Map<String, @Nullable Object> fields(GateDecision one, boolean hasFields) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("level", (long) one.level());
        fields.put("by", one.by());
        fields.put("in_place_of", one.inPlaceOf());
        fields.put("decision", one.decision());
        fields.put("comment", one.comment());
        fields.put("at", one.at().toString());
        fields.put("channel", one.channel());
        if (hasFields) {
            fields.put("inputs", Objects.requireNonNullElse(one.inputs(), Map.of()));
        }
        return fields;
    }
}
