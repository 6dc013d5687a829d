package dev.weft.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times and durations as people read them. */
public final class Times {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Times() {}

    /** Such as {@code 1.2 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String duration(double seconds) {
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", Math.max(0, seconds));
        }
        Duration whole = Duration.ofSeconds(Math.round(seconds));
        return whole.toHours() == 0
                ? whole.toMinutes() + " min " + whole.toSecondsPart() + " s"
                : whole.toHours() + " h " + whole.toMinutesPart() + " min";
    }

    /** Local date and time; empty for none. */
    public static String local(@Nullable Instant instant) {
        return instant == null ? "" : LOCAL.format(instant);
    }
}
