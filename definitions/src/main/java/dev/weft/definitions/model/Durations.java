package dev.weft.definitions.model;

import dev.weft.definitions.action.shape.DurationText;
import java.time.Duration;

/**
 * Durations as people write them: whole numbers with units, the larger first, such as {@code 500ms}, {@code 90s},
 * {@code 1h30m}, {@code 7d}. At most ten years.
 */
public final class Durations {
    /** The longest that there is. */
    public static final Duration MAX = Duration.ofDays(3653);

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException with «Expected a duration such as 90s, but found …»
     */
    public static Duration parse(String text) {
        Duration duration = DurationText.parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a duration such as 500ms, 90s, 1h30m or 7d, but found \"" + text + '"'));
        if (duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("Expected a duration of at most ten years, but found \"" + text + '"');
        }
        return duration;
    }

    /** Writes a duration so that {@link #parse} reads it again; parts of a millisecond are dropped. */
    public static String format(Duration duration) {
        if (duration.toMillis() == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }
}
