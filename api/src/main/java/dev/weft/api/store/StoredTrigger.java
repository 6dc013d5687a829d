package dev.weft.api.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trigger of a current revision.
 *
 * @param workflow the definition's id
 * @param type of the events that it starts runs by; {@code null} of another kind
 * @param revision of which it is
 * @param since offset of the last event that was there before it
 * @param pausedBy who has paused it; {@code null} where nobody has
 * @param removed whether the definition has it no longer
 * @param touched counts what changed it
 * @param alert id of the alert that it raises; {@code null} for none
 * @param filterAlert id of the alert that its filter raises; {@code null} for none
 */
public record StoredTrigger(
        String workflow,
        String name,
        TriggerKind kind,
        @Nullable String type,
        int revision,
        long since,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt,
        boolean removed,
        long touched,
        @Nullable String alert,
        @Nullable String alertReason,
        @Nullable Instant alertedAt,
        @Nullable String filterAlert) {
    /** As its address and its command name it. */
    public String id() {
        return workflow + "." + name;
    }

    /** Whether it starts runs now. */
    public boolean isActive() {
        return !removed && pausedBy == null;
    }
}
