package dev.weft.worker.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stops while the run is paused.
 *
 * @param due when it runs out; {@code null} while it is stopped
 * @param remaining what was left when it was stopped; {@code null} while it runs
 */
public record Clock(
        ClockKind kind, @Nullable Instant due, @Nullable Duration remaining) {
    /** One that runs out at a time. */
    public static Clock until(ClockKind kind, Instant due) {
        return new Clock(kind, due, null);
    }

    /** Stops it. */
    public Clock stop(Instant now) {
        return due == null ? this : new Clock(kind, null, nonNegative(Duration.between(now, due)));
    }

    /** Lets it run on. */
    public Clock start(Instant now) {
        return remaining == null ? this : until(kind, now.plus(remaining));
    }

    private static Duration nonNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
