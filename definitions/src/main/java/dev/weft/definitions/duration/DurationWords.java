package dev.weft.definitions.duration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What durations in other forms mean, such as {@code 2 days}, {@code 1.5h} or {@code PT30S}. */
public final class DurationWords {
    private static final Pattern PART =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?([a-z]{1,12})\\.?(?:, ?| and | |$|(?=\\d))");

    private static final Map<String, Long> NANOSECONDS = Map.ofEntries(
            Map.entry("w", 604_800_000_000_000L),
            Map.entry("week", 604_800_000_000_000L),
            Map.entry("d", 86_400_000_000_000L),
            Map.entry("day", 86_400_000_000_000L),
            Map.entry("h", 3_600_000_000_000L),
            Map.entry("hr", 3_600_000_000_000L),
            Map.entry("hour", 3_600_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("min", 60_000_000_000L),
            Map.entry("minute", 60_000_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("sec", 1_000_000_000L),
            Map.entry("second", 1_000_000_000L),
            Map.entry("ms", 1_000_000L),
            Map.entry("msec", 1_000_000L),
            Map.entry("milli", 1_000_000L),
            Map.entry("millisecond", 1_000_000L),
            Map.entry("us", 1_000L),
            Map.entry("microsecond", 1_000L),
            Map.entry("ns", 1L),
            Map.entry("nanosecond", 1L));

    private DurationWords() {}

    /** The duration that is meant, as {@link DurationText} writes it; nothing where that isn't certain, or it is 0 or too long. */
    public static Optional<String> meant(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        Optional<Duration> found = words.startsWith("p") ? iso(words) : units(words);
        return found.filter(duration -> duration.isPositive() && duration.compareTo(DurationText.LONGEST) <= 0)
                .map(DurationText::format);
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> units(String text) {
        Matcher part = PART.matcher(text);
        Duration sum = Duration.ZERO;
        int at = 0;
        while (at < text.length()) {
            Long unit = part.find(at) && part.start() == at ? unit(part.group(2)) : null;
            if (unit == null) {
                return Optional.empty();
            }
            BigDecimal nanoseconds = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit));
            BigDecimal[] split = nanoseconds.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
            sum = sum.plusSeconds(split[0].longValueExact())
                    .plusNanos(split[1].setScale(0, RoundingMode.DOWN).longValueExact());
            at = part.end();
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(sum);
    }

    private static @Nullable Long unit(String word) {
        Long unit = NANOSECONDS.get(word);
        return unit == null && word.endsWith("s") ? NANOSECONDS.get(word.substring(0, word.length() - 1)) : unit;
    }
}
