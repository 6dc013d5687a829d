package dev.weft.cli.simulate;

import dev.weft.cli.verdict.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Virtual time without the moments that the machine took. While something is at work the clock of a run goes as the one on the wall
 * does; so of the time between two changes it is known that it is what the run's clock leapt at least, and what it went at most.
 * The roundest time between the two is taken.
 */
final class TidyClock {
    private static final List<Duration> UNITS = List.of(
            Duration.ofDays(1),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofMillis(100),
            Duration.ofMillis(10),
            Duration.ofMillis(1));

    /** The two clocks aren't read at the very same time. */
    private static final Duration SLACK = Duration.ofMillis(20);

    private TidyClock() {}

    /** How long after the first change each came. */
    static List<Duration> elapsed(List<Outcome.Told> told) {
        List<Duration> elapsed = new ArrayList<>();
        Duration sum = Duration.ZERO;
        Outcome.Told before = null;
        for (Outcome.Told one : told) {
            if (before != null) {
                Duration gone = Duration.between(before.at(), one.at());
                Duration leapt = one.leapt().minus(before.leapt()).minus(SLACK);
                sum = sum.plus(roundest(leapt, gone));
            }
            elapsed.add(sum);
            before = one;
        }
        return elapsed;
    }

    private static Duration roundest(Duration least, Duration most) {
        if (!least.isPositive() || !most.isPositive()) {
            return Duration.ZERO;
        }
        for (Duration unit : UNITS) {
            Duration up = unit.multipliedBy(least.plus(unit).minusNanos(1).dividedBy(unit));
            if (up.compareTo(most) <= 0) {
                return up;
            }
        }
        return most;
    }
}
