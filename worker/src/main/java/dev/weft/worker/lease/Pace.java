package dev.weft.worker.lease;

import dev.weft.definitions.duration.DurationText;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns of an agent whose calls are spread: one after the other, each at least its interval after the one before. They are given
 * some time ahead, so that whoever is to call is there when its turn comes, and several at once.
 */
final class Pace {
    private static final Duration LEAST_LEAD = Duration.ofMillis(250);
    private static final Duration MOST_LEAD = Duration.ofSeconds(2);
    /** More would wait in workers' slots than these should be taken for. */
    private static final long AHEAD = 200;

    private static final long NANOS = 1_000;

    private Pace() {}

    /** How long before its turn one is told of it, at most. */
    static Duration lead(long every) {
        Duration some = Duration.ofNanos(every * NANOS * AHEAD);
        return some.compareTo(LEAST_LEAD) < 0 ? LEAST_LEAD : some.compareTo(MOST_LEAD) > 0 ? MOST_LEAD : some;
    }

    /** The turn after another, where turns are so many times further apart. */
    static Instant after(Instant turn, long every, double factor) {
        return turn.plusNanos((long) (every * NANOS * factor));
    }

    /** When the next turns are given, where some are known up to one. */
    static Instant wake(Instant next, long every) {
        return next.minus(lead(every).dividedBy(2));
    }

    /** For people. */
    static String described(long every) {
        return DurationText.format(Duration.ofNanos(every * NANOS));
    }
}
