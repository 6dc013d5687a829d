package dev.weft.definitions.parse;

import dev.weft.definitions.model.Durations;
import dev.weft.definitions.model.Tolerance;
import dev.weft.definitions.size.SizeText;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What settings are made of, written out or given by an expression. Each function is one instance, so that settings with
 * equal templates are equal; each throws {@link IllegalArgumentException} with «Expected X, but found Y».
 */
final class SettingValues {
    /** A duration of at least nothing. */
    static final Function<@Nullable Object, Duration> DURATION = SettingValues::duration;

    /** A duration longer than nothing. */
    static final Function<@Nullable Object, Duration> POSITIVE_DURATION = SettingValues::positive;

    /** A whole number of at least 1. */
    static final Function<@Nullable Object, Integer> COUNT = SettingValues::count;

    /** A number of bytes, more than 0. */
    static final Function<@Nullable Object, Long> SIZE = SettingValues::size;

    /** A number of items, or a percentage. */
    static final Function<@Nullable Object, Tolerance> TOLERANCE = SettingValues::tolerance;

    /** The factor from one delay to the next. */
    static final Function<@Nullable Object, Double> BACKOFF = value -> decimal(value, RetryParser.BACKOFF);

    /** A share of a delay. */
    static final Function<@Nullable Object, Double> JITTER = value -> decimal(value, RetryParser.JITTER);

    /** Cores. */
    static final Function<@Nullable Object, Double> CPU = value -> decimal(value, ResourcesParser.CPU);

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%");

    private SettingValues() {}

    private static Duration duration(@Nullable Object value) {
        if (value instanceof String text) {
            return Durations.parse(text);
        }
        throw new IllegalArgumentException("Expected a duration such as 90s, but found " + value);
    }

    private static Duration positive(@Nullable Object value) {
        Duration duration = duration(value);
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("Expected a duration longer than 0s, but found \"" + value + '"');
        }
        return duration;
    }

    private static Integer count(@Nullable Object value) {
        if (value instanceof Number number && number.doubleValue() == number.intValue() && number.intValue() >= 1) {
            return number.intValue();
        }
        throw new IllegalArgumentException("Expected a whole number of at least 1, but found " + value);
    }

    private static Long size(@Nullable Object value) {
        if (value instanceof String || value instanceof Number) {
            return SizeText.parse(value)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Expected a size such as 512MB or 2GiB, but found " + quoted(value)));
        }
        throw new IllegalArgumentException("Expected a size such as 512MB or 2GiB, but found " + value);
    }

    private static Tolerance tolerance(@Nullable Object value) {
        if (value instanceof Number number && number.doubleValue() == number.intValue() && number.intValue() >= 0) {
            return new Tolerance.Count(number.intValue());
        }
        if (value instanceof String text) {
            Matcher percent = PERCENT.matcher(text.strip());
            if (percent.matches() && Double.parseDouble(percent.group(1)) <= 100) {
                return new Tolerance.Share(Double.parseDouble(percent.group(1)));
            }
        }
        throw new IllegalArgumentException(
                "Expected a number of items or a percentage such as 10%, but found " + quoted(value));
    }

    private static Double decimal(@Nullable Object value, Form.Decimal form) {
        if (value instanceof Number number
                && number.doubleValue() >= form.min()
                && number.doubleValue() <= form.max()) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("Expected a number " + form.bounds() + ", but found " + quoted(value));
    }

    private static String quoted(@Nullable Object value) {
        return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
    }
}
