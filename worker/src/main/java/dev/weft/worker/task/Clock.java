package dev.weft.worker.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stops while the run is paused.
 *
 * @param due when it runs out; {@code null} while it is stopped and is put off by that
 * @param remaining what was left when it was stopped; {@code null} while it runs
 */
public record Clock(
        ClockKind kind, @Nullable Instant due, @Nullable Duration remaining) {
    /** One that runs out at a time. */
    public static Clock until(ClockKind kind, Instant due) {
        return new Clock(kind, due, null);
    }

    /** Whether it can run out now. */
    public boolean runs() {
        return remaining == null;
    }

    /** Stops it. */
    public Clock stop(Instant now) {
        if (due == null || !runs()) {
            return this;
        }
        return new Clock(kind, kind == ClockKind.UNTIL ? due : null, left(now, due));
    }

    /** Lets it run on. */
    public Clock start(Instant now) {
        if (remaining == null) {
            return this;
        }
        return until(kind, due == null ? now.plus(remaining) : due);
    }

    /** How long it has still to run, while it is stopped also. */
    public Duration left(Instant now) {
        if (remaining != null) {
            return remaining;
        }
        return due == null ? Duration.ZERO : left(now, due);
    }

    private static Duration left(Instant now, Instant due) {
        Duration left = Duration.between(now, due);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
