package dev.weft.api.representation;

import dev.weft.api.error.ApiException;
import dev.weft.definitions.duration.DurationText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Times and durations on the wire: {@code 1h30m} and RFC 3339 in, decimal seconds out. */
public final class Durations {
    private Durations() {}

    /**
     * Reads a duration such as {@code 30s} or {@code 1h30m}.
     *
     * @param name of the parameter, for the message
     */
    public static Duration parse(String name, String text) {
        return DurationText.parse(text)
                .orElseThrow(() -> ApiException.invalid(
                        "Expected «" + name + "» to be a duration such as 30s or 1h30m, but found «" + text + "»."));
    }

    /**
     * Reads a time such as {@code 2026-01-31T08:00:00Z}.
     *
     * @param name of the parameter, for the message
     */
    public static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw ApiException.invalid(
                    "Expected «" + name + "» to be a time such as 2026-01-31T08:00:00Z, but found «" + text + "».");
        }
    }

    /** Seconds with three decimals. */
    public static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis()).divide(BigDecimal.valueOf(1000), 3, RoundingMode.HALF_UP);
    }

    /** Seconds between two moments; {@code null} where one is unknown. */
    public static @Nullable BigDecimal between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? null : seconds(Duration.between(from, to));
    }
}
