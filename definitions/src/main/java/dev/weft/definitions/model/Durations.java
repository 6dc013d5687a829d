package dev.weft.definitions.model;

import dev.weft.definitions.duration.DurationText;
import java.time.Duration;

/** Durations of a definition: those of {@link DurationText}, at most ten years. */
public final class Durations {
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
        if (duration.compareTo(DurationText.LONGEST) > 0) {
            throw new IllegalArgumentException("Expected a duration of at most ten years, but found \"" + text + '"');
        }
        return duration;
    }

    /** Writes a duration so that {@link #parse} reads it again. */
    public static String format(Duration duration) {
        return DurationText.format(duration);
    }
}
