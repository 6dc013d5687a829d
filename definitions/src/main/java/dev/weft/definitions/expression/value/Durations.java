package dev.weft.definitions.expression.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as authors write them: {@code 1h30m}, {@code 7d}, {@code 0.5s}, {@code -250ms}. */
public final class Durations {
    private static final int LONGEST = 64;
    private static final Pattern PART = Pattern.compile("\\G(\\d+(?:\\.\\d+)?)(d|h|ms|m|s|us|µs|ns)");
    private static final Map<String, Long> NANOS = Map.of(
            "d", 86_400_000_000_000L,
            "h", 3_600_000_000_000L,
            "m", 60_000_000_000L,
            "s", 1_000_000_000L,
            "ms", 1_000_000L,
            "us", 1_000L,
            "µs", 1_000L,
            "ns", 1L);

    private Durations() {}

    /** Reads a duration; CEL's syntax, and days. */
    public static Duration parse(String text) throws Failure {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        if (digits.equals("0")) {
            return Duration.ZERO;
        }
        Matcher part = PART.matcher(digits);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (digits.length() <= LONGEST && part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
            end = part.end();
        }
        if (end == 0 || end != digits.length()) {
            throw new Failure("Expected a duration such as 1h30m, 7d or 0.5s, but found «" + text + "»");
        }
        BigDecimal seconds = nanos.divideToIntegralValue(BigDecimal.valueOf(nanosOf("s")));
        BigDecimal rest = nanos.subtract(seconds.multiply(BigDecimal.valueOf(nanosOf("s"))));
        if (seconds.compareTo(BigDecimal.valueOf(Arithmetic.LONGEST.getSeconds())) > 0) {
            throw new Failure("Expected a duration of at most 9999 years, but found «" + text + "»");
        }
        Duration duration = Duration.ofSeconds(
                seconds.longValueExact(), rest.setScale(0, RoundingMode.DOWN).longValueExact());
        return negative ? duration.negated() : duration;
    }

    private static long nanosOf(String unit) {
        Long nanos = NANOS.get(unit);
        if (nanos == null) {
            throw new IllegalStateException("Expected a unit of the pattern, but found " + unit);
        }
        return nanos;
    }
}
