package dev.weft.worker.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Argument of signal {@code approval}, as a person types it in the Temporal Web UI.
 *
 * @param task path of the gate
 * @param decision {@code approve}, {@code reject} or {@code request_changes}; {@code approved} and the like are understood
 * @param by who decides
 */
public record ApprovalSignal(
        @Nullable String task,
        @Nullable String decision,
        @Nullable String by,
        @Nullable String comment) {
    /**
     * Reads whatever JSON came with the signal; what isn't text counts as missing.
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
                text(fields, "task"), text(fields, "decision"), text(fields, "by"), text(fields, "comment"));
    }

    private static @Nullable String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : null;
    }
}
