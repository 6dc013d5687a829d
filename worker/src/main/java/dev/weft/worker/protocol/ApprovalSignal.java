package dev.weft.worker.protocol;

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
        @Nullable String comment) {}
