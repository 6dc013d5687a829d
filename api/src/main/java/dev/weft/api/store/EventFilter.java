package dev.weft.api.store;

import org.jspecify.annotations.Nullable;

/**
 * Which events of the log; {@code null} for any.
 *
 * @param type of the event
 * @param workflow id of the definition whose run told it
 * @param run that told it
 */
public record EventFilter(
        @Nullable String type,
        @Nullable String workflow,
        @Nullable String run) {
    /** Any event. */
    public static final EventFilter ALL = new EventFilter(null, null, null);
}
