package dev.weft.definitions.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.weft.definitions.duration.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often an agent is called at most, over all runs and workers. The calls are spread evenly: {@code 60/m} is one each second.
 *
 * @param calls at least 1
 * @param per in what time
 */
public record RateLimit(int calls, Duration per) {
    /** What the text of one looks like. */
    public static final String FORM = "100/s, 30/m or 5/10s";

    /** What the text of one matches. */
    static final String PATTERN = "\\s*[1-9][0-9]{0,6}\\s*/\\s*([0-9]+[a-z0-9]*|d|h|m|s|ms)\\s*";

    private static final Pattern TEXT = Pattern.compile("\\s*([1-9]\\d{0,6})\\s*/\\s*(\\S+)\\s*");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final long MICROS = 1_000_000;
    private static final long NANOS_OF_MICRO = 1_000;

    public RateLimit {
        if (calls < 1 || per.isNegative() || per.isZero() || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "Expected calls in a time of up to a day, but found " + calls + " in " + per);
        }
    }

    /** What a text says; nothing where it says no limit: calls, a slash, and a unit or duration of up to a day. */
    public static Optional<RateLimit> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String per = matcher.group(2);
        return DurationText.parse(Character.isDigit(per.charAt(0)) ? per : "1" + per)
                .filter(time -> !time.isZero() && time.compareTo(LONGEST) <= 0)
                .map(time -> new RateLimit(Integer.parseInt(matcher.group(1)), time));
    }

    @JsonCreator
    static RateLimit read(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a rate limit such as " + FORM + ", but found '" + text + "'"));
    }

    /** The time between two calls, in microseconds; at least 1. */
    public long interval() {
        long whole = per.toSeconds() * MICROS + per.getNano() / NANOS_OF_MICRO;
        return Math.max(1, Math.ceilDiv(whole, calls));
    }

    /** As it is written. */
    @JsonValue
    @Override
    public String toString() {
        String time = DurationText.format(per);
        return calls + "/" + (time.matches("1[a-z]+") ? time.substring(1) : time);
    }
}
