package dev.weft.definitions.expression.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.common.values.CelByteString;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Values as text. */
public final class Text {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS_PER_HOUR = 3600;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int NANO_DIGITS = 9;

    private Text() {}

    /** A JSON-like value as compact JSON. */
    public static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected a JSON-like value, but found " + e.getOriginalMessage(), e);
        }
    }

    /** Standard base64 with padding. */
    public static String base64(CelByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** A duration as hours, minutes and seconds that are not zero, such as {@code 1h30m}, {@code 0.25s}, {@code 0s}. */
    public static String duration(Duration duration) {
        if (duration.isNegative()) {
            return "-" + duration(duration.negated());
        }
        StringBuilder text = new StringBuilder();
        long seconds = duration.getSeconds();
        if (seconds >= SECONDS_PER_HOUR) {
            text.append(seconds / SECONDS_PER_HOUR).append('h');
        }
        long minutes = seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE;
        if (minutes > 0) {
            text.append(minutes).append('m');
        }
        BigDecimal rest = BigDecimal.valueOf(seconds % SECONDS_PER_MINUTE)
                .add(BigDecimal.valueOf(duration.getNano(), NANO_DIGITS));
        if (rest.signum() > 0 || text.isEmpty()) {
            text.append(rest.signum() == 0 ? "0" : rest.stripTrailingZeros().toPlainString())
                    .append('s');
        }
        return text.toString();
    }
}
