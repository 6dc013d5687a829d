package dev.weft.worker.interpreter.gate;

import dev.weft.definitions.expression.Values;
import dev.weft.definitions.input.Binding;
import dev.weft.definitions.input.InputBinder;
import dev.weft.definitions.input.InputFailure;
import dev.weft.definitions.model.Input;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.protocol.RunView.GateDecision;
import dev.weft.worker.task.Gate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people fill in at a gate. The answers of those count who decided as the gate did, at whichever level; of two
 * answers to one field the later. Pure.
 */
final class Answers {
    /** Bytes of one decision's answers at most: they are part of every view of the run. */
    private static final long MAX_BYTES = 65_536;

    private Answers() {}

    /**
     * Checks what comes with a decision. An approval must leave no required field open; another decision may.
     *
     * @return what was given, normal; {@code null} for nothing
     * @throws RefusedException with everything that doesn't fit
     */
    static @Nullable Map<String, @Nullable Object> check(
            Gate gate, String decision, @Nullable Map<String, @Nullable Object> given) {
        Map<String, Input> fields = gate.question().fields();
        if (fields.isEmpty()) {
            if (given != null && !given.isEmpty()) {
                throw new RefusedException(
                        Code.INVALID,
                        "Expected no 'inputs', as this gate has no fields to fill in, but found %s."
                                .formatted(String.join(", ", given.keySet())));
            }
            return null;
        }
        if (Sizes.of(given) > MAX_BYTES) {
            throw new RefusedException(
                    Code.INVALID,
                    "Expected 'inputs' of at most %d KiB, but found about %d KiB."
                            .formatted(MAX_BYTES / 1024, Sizes.of(given) / 1024));
        }
        boolean approves = decision.equals(GateRules.APPROVE);
        Map<String, @Nullable Object> all = approves ? soFar(gate, decision) : new LinkedHashMap<>();
        if (given != null) {
            all.putAll(given);
        }
        if (InputBinder.bind(approves ? fields : optional(fields), all) instanceof Binding.Refused refused) {
            throw new RefusedException(
                    Code.INVALID,
                    refused.failures().stream().map(InputFailure::toString).collect(Collectors.joining("; ")) + ".");
        }
        return given == null || given.isEmpty() ? null : normal(given);
    }

    /** The answers of those who decided so, defaults filled in; {@code null} while a field is open. */
    static @Nullable Map<String, @Nullable Object> of(Gate gate, String decision) {
        return switch (InputBinder.bind(gate.question().fields(), soFar(gate, decision))) {
            case Binding.Bound bound -> bound.values();
            case Binding.Refused refused -> null;
        };
    }

    /** Whether two decisions bring the same. */
    static boolean same(@Nullable Map<String, @Nullable Object> one, @Nullable Map<String, @Nullable Object> other) {
        return normal(one == null ? Map.of() : one).equals(normal(other == null ? Map.of() : other));
    }

    private static Map<String, @Nullable Object> soFar(Gate gate, String decision) {
        Map<String, @Nullable Object> answers = new LinkedHashMap<>();
        for (GateDecision one : gate.decisions()) {
            if (one.decision().equals(decision) && one.inputs() != null) {
                answers.putAll(one.inputs());
            }
        }
        return answers;
    }

    private static Map<String, Input> optional(Map<String, Input> fields) {
        Map<String, Input> optional = new LinkedHashMap<>();
        fields.forEach((name, field) -> optional.put(name, new Input(field.schema(), false)));
        return optional;
    }

    private static Map<String, @Nullable Object> normal(Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> normal = new LinkedHashMap<>();
        given.forEach((name, value) -> normal.put(name, Values.normalise(value)));
        return normal;
    }
}
