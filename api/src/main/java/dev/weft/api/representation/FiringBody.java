package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.weft.api.store.FiringState;
import dev.weft.api.store.StoredFiring;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Once that a trigger was to start a run.
 *
 * @param key under which it starts one run
 * @param state {@code due}, {@code started}, {@code dead} or {@code dropped}
 * @param cause {@code {"event": OFFSET}}, {@code {"time": TIME}} or {@code {"request": {…}}}
 * @param run {@code null} where there is none
 * @param attempts how often it was tried
 * @param nextAttemptAt {@code null} where it isn't tried again
 */
public record FiringBody(
        long firing,
        String key,
        String state,
        @JsonRawValue String cause,
        Instant at,
        @Nullable String run,
        @Nullable String code,
        @Nullable String reason,
        int attempts,
        @Nullable Instant nextAttemptAt) {
    public static FiringBody of(StoredFiring firing) {
        return new FiringBody(
                firing.id(),
                firing.key(),
                firing.state().word(),
                firing.cause(),
                firing.at(),
                firing.run(),
                firing.code(),
                firing.reason(),
                firing.attempts(),
                firing.state() == FiringState.DUE ? firing.dueAt() : null);
    }
}
