package dev.weft.worker.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often those were reminded who may decide a gate and haven't.
 *
 * @param sent so far
 * @param last when; {@code null} before the first
 * @param clock that runs out with the next; {@code null} where none follows
 */
public record Reminders(
        int sent, @Nullable Instant last, @Nullable Clock clock) {
    /** None yet. */
    public static final Reminders NONE = new Reminders(0, null, null);

    /** With another clock, or none. */
    public Reminders with(@Nullable Clock other) {
        return new Reminders(sent, last, other);
    }

    /** With one more. */
    public Reminders sent(Instant at) {
        return new Reminders(sent + 1, at, null);
    }
}
