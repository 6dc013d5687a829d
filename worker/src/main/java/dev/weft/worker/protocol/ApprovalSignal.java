package dev.weft.worker.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Argument of signal {@code approval}, as a person types it in the Temporal Web UI.
 *
 * @param task path of the gate
 * @param decision {@code approve}, {@code reject} or {@code request_changes}; {@code approved} and the like are understood
 * @param by who decides
 * @param level that is meant, from 1; {@code null} for the one asked now
 * @param inputs the gate's fields, filled in; {@code null} for none
 */
public record ApprovalSignal(
        @Nullable String task,
        @Nullable String decision,
        @Nullable String by,
        @Nullable String comment,
        @Nullable Integer level,
        @Nullable Map<String, @Nullable Object> inputs) {
    /**
     * Reads whatever JSON came with the signal; what isn't of the kind expected counts as missing.
     *
     * @throws RefusedException when it isn't a map
     */
    public static ApprovalSignal read(@Nullable Object json) {
        if (!(json instanceof Map<?, ?> fields)) {
            throw new RefusedException(
                    RefusedException.Code.INVALID,
                    "Expected {\"task\": …, \"decision\": …, \"by\": …}, but found "
                            + (json == null ? "nothing" : "something else") + ".");
        }
        return new ApprovalSignal(
                text(fields, "task"),
                text(fields, "decision"),
                text(fields, "by"),
                text(fields, "comment"),
                fields.get("level") instanceof Integer level ? level : null,
                fields.get("inputs") instanceof Map<?, ?> inputs ? copy(inputs) : null);
    }

    /** As a decision, whose words are checked with it. */
    public Decision toDecision() {
        return new Decision(orEmpty(task), orEmpty(decision), orEmpty(by), null, comment, level, inputs, null);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> fields) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        fields.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    private static @Nullable String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }
}
