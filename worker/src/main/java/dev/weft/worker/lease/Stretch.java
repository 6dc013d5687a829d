package dev.weft.worker.lease;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much further apart turns are given than the rate says, while calls miss theirs: workers that make fewer calls than the rate
 * allows would otherwise miss turn after turn, and make fewer still. Immutable.
 *
 * @param factor above 1
 * @param since when it changed last
 */
public record Stretch(double factor, Instant since) {
    /** What is missed together, as a worker was killed, counts once. */
    private static final Duration ONCE = Duration.ofSeconds(2);

    private static final double MORE = 1.5;
    private static final double LESS = 0.8;
    private static final double MOST = 16;

    /** After one more claim; {@code null} where turns are as far apart as the rate says. */
    static @Nullable Stretch after(@Nullable Stretch before, Instant now, boolean missed) {
        if (before == null) {
            return missed ? new Stretch(MORE, now) : null;
        }
        if (now.isBefore(before.since.plus(ONCE))) {
            return before;
        }
        double factor = missed ? Math.min(MOST, before.factor * MORE) : before.factor * LESS;
        return factor > 1 ? new Stretch(factor, now) : null;
    }
}
