package dev.weft.definitions.parse;

import dev.weft.definitions.duration.DurationWords;
import dev.weft.definitions.size.SizeText;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value whose unit stands in the name, as other products have it: {@code timeout_ms: 500}, {@code memory_mb: 512}. Here it
 * stands in the value.
 *
 * @param field that is meant
 * @param measure what its value is
 * @param value what to write there; nothing where that can't be told
 */
record UnitInName(String field, Measure measure, Optional<String> value) {
    // One letter, or two that end many a word, are a unit only where something parts them from the name.
    private static final Pattern NAME = Pattern.compile("([a-z]\\w*?)(?:_in)?(?:_("
            + "ns|us|ms|s|m|h|hr|d|kb|mb|gb|b)|_?("
            + "nanos|nanoseconds?|micros|microseconds?|msecs?|millis|milliseconds?|secs?|seconds?|mins?|minutes?|hrs|hours?"
            + "|days?|weeks?|bytes?|kib|mib|gib|kilobytes?|megabytes?|gigabytes?))");

    private static final Pattern SHORT = Pattern.compile("([a-z]\\w*)(ns|us|ms|kb|mb|gb)");

    /** What a value with a unit is. */
    enum Measure {
        DURATION("500ms"),
        SIZE("512MB");

        private final String example;

        Measure(String example) {
            this.example = example;
        }

        private Optional<String> of(String number, String unit) {
            return this == DURATION ? DurationWords.meant(number + duration(unit)) : size(number, unit);
        }

        // As it is written after a number: "millis" is one word, "msecs" several of "msec".
        private static String duration(String unit) {
            return switch (unit) {
                case "millis" -> "milli";
                case "micros" -> "us";
                case "nanos" -> "ns";
                default -> unit;
            };
        }

        private static Optional<String> size(String number, String unit) {
            String written = number
                    + switch (unit.replaceFirst("ytes?$", "")) {
                        case "b" -> "";
                        case "kb", "kilob" -> "KB";
                        case "mb", "megab" -> "MB";
                        case "gb", "gigab" -> "GB";
                        case "kib" -> "KiB";
                        case "mib" -> "MiB";
                        case "gib" -> "GiB";
                        default -> "?";
                    };
            return SizeText.parse(written).isPresent() ? Optional.of(written) : Optional.empty();
        }
    }

    /**
     * What a name says.
     *
     * @param measures what the value of a field is, by its name; {@code null} for any other field
     */
    static Optional<UnitInName> of(String name, Node value, Function<String, @Nullable Measure> measures) {
        String words =
                name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").replace('-', '_').toLowerCase(Locale.ROOT);
        return of(NAME.matcher(words), value, measures).or(() -> of(SHORT.matcher(words), value, measures));
    }

    private static Optional<UnitInName> of(Matcher matcher, Node value, Function<String, @Nullable Measure> measures) {
        Measure measure = matcher.matches() ? measures.apply(matcher.group(1)) : null;
        if (measure == null) {
            return Optional.empty();
        }
        String unit = matcher.group(2) == null ? matcher.group(matcher.groupCount()) : matcher.group(2);
        boolean duration = DurationWords.meant("1" + Measure.duration(unit)).isPresent();
        if (duration != (measure == Measure.DURATION)) {
            return Optional.empty();
        }
        return Optional.of(new UnitInName(
                matcher.group(1),
                measure,
                value instanceof ScalarNode number ? measure.of(number.text().strip(), unit) : Optional.empty()));
    }

    /** The entry as it is meant. */
    MapNode.Entry entry(MapNode.Entry written) {
        return new MapNode.Entry(
                Made.text(field, written.key()),
                value.<Node>map(text -> Made.text(text, written.value())).orElse(written.value()));
    }

    /** What to do. */
    String cure() {
        return value.map(written -> "Write " + field + ": " + written + '.')
                .orElse("Write " + field + ": with the unit in the value, such as " + field + ": " + measure.example
                        + '.');
    }
}
