package dev.weft.definitions.duration;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one form of durations: whole numbers with units, the larger first, such as {@code 500ms}, {@code 30s},
 * {@code 1h30m}, {@code 7d}. Units are {@code d h m s ms us ns}. What {@link #format} writes of a duration that isn't
 * negative, {@link #parse} reads as the same.
 */
public final class DurationText {
    /** The longest that a definition may ask for: ten years. */
    public static final Duration LONGEST = Duration.ofDays(3653);

    /** What each matches; the empty text does, too, but is none. */
    public static final String PATTERN = "(?:([0-9]{1,7})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?"
            + "(?:([0-9]{1,9})ms)?(?:([0-9]{1,9})us)?(?:([0-9]{1,9})ns)?";

    private static final Pattern FORM = Pattern.compile(PATTERN);
    private static final int THOUSAND = 1_000;

    private DurationText() {}

    /** Reads one of any length; nothing where the text has another form. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(number(matcher, 1))
                .plusHours(number(matcher, 2))
                .plusMinutes(number(matcher, 3))
                .plusSeconds(number(matcher, 4))
                .plusMillis(number(matcher, 5))
                .plusNanos(number(matcher, 6) * THOUSAND + number(matcher, 7)));
    }

    /** Writes a duration, such as {@code 1d2h}, {@code 1s500ms}, {@code 0s}; one below zero with a minus before it. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        append(text, duration.getNano() / THOUSAND % THOUSAND, "us");
        append(text, duration.getNano() % THOUSAND, "ns");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(count).append(unit);
        }
    }

    private static long number(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
