package dev.weft.api.log;

import dev.weft.definitions.duration.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is kept of runs' logs.
 *
 * @param keep how long lines are kept
 * @param lines how many at most, of all runs together: the oldest go first
 */
public record LogBounds(Duration keep, long lines) {
    /** The variable that says {@code keep}. */
    public static final String KEEP = "WEFT_LOGS_KEEP";
    /** The variable that says {@code lines}. */
    public static final String LINES = "WEFT_LOGS_LINES";

    /** Where nothing is said: as long as Temporal keeps runs that have ended, and 5 million lines, which are some 1.5 GB. */
    public static final LogBounds DEFAULTS = new LogBounds(Duration.ofDays(30), 5_000_000);

    public LogBounds {
        if (lines < 1) {
            throw new IllegalArgumentException("Expected " + LINES + " to be at least 1, but found " + lines + ".");
        }
    }

    /**
     * What the variables of an environment say.
     *
     * @throws IllegalArgumentException with words for the operator, where one makes no sense
     */
    public static LogBounds of(Function<String, Optional<String>> variables) {
        return new LogBounds(
                variables.apply(KEEP).map(LogBounds::duration).orElse(DEFAULTS.keep),
                variables.apply(LINES).map(LogBounds::number).orElse(DEFAULTS.lines));
    }

    private static Duration duration(String text) {
        return DurationText.parse(text.strip())
                .filter(Duration::isPositive)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected " + KEEP + " to be a duration such as 30d, but found «" + text + "»."));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected " + LINES + " to be a whole number, but found «" + text + "».", e);
        }
    }
}
