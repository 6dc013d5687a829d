package dev.weft.api.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger has to start, or has started.
 *
 * @param key under which it starts one run, whatever becomes of it
 * @param cause JSON: {@code {"event": OFFSET}}, {@code {"time": TIME}} or {@code {"request": {…}}}
 * @param at what {@code now} is to its expressions
 * @param run that it started; {@code null} for none
 * @param code why it could not, the last time; {@code null} where it was not tried, or could
 * @param dueAt when it is tried next, where it is due
 * @param expiresAt when it is given up
 */
public record StoredFiring(
        long id,
        String workflow,
        String trigger,
        String key,
        String cause,
        Instant at,
        FiringState state,
        @Nullable String run,
        @Nullable String code,
        @Nullable String reason,
        int attempts,
        Instant dueAt,
        Instant expiresAt,
        @Nullable Instant settledAt) {
    /** The id of its trigger. */
    public String triggerId() {
        return workflow + "." + trigger;
    }
}
