package dev.weft.definitions.parse;

import dev.weft.definitions.duration.DurationWords;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration whose unit stands in the name, as other products have it: {@code timeout_ms: 500}. Here it stands in the value.
 *
 * @param field that is meant
 * @param value what to write there; nothing where that can't be told
 */
record UnitInName(String field, Optional<String> value) {
    private static final Pattern NAME = Pattern.compile("([a-z]\\w*?)(?:_in)?_("
            + "ms|msecs?|millis|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)");

    /**
     * What a name says.
     *
     * @param isDuration whether a field is one, by its name
     */
    static Optional<UnitInName> of(String name, Node value, Predicate<String> isDuration) {
        String words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        Matcher matcher = NAME.matcher(words);
        if (!matcher.matches() || !isDuration.test(matcher.group(1))) {
            return Optional.empty();
        }
        return Optional.of(new UnitInName(
                matcher.group(1),
                value instanceof ScalarNode number
                        ? DurationWords.meant(number.text().strip() + plural(matcher.group(2)))
                        : Optional.empty()));
    }

    // As it is written after a number: "millis" is one word, "msecs" several of "msec".
    private static String plural(String unit) {
        return unit.equals("millis") ? "milli" : unit;
    }

    /** What to do. */
    String cure() {
        return value.map(duration -> "Write " + field + ": " + duration + '.')
                .orElse("Write " + field + ": with the unit in the value, such as " + field + ": 500ms.");
    }
}
