package dev.weft.api.insight.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * From where on something is an alert.
 *
 * @param errorRate share of the runs of a definition that ended within the last hour, 0 to 1
 * @param minRuns with fewer than these nothing is said of the share
 * @param slowFactor a run that takes so many times as long as 95 of 100 of its definition took is slow
 * @param slowAtLeast shorter runs are never slow
 * @param scheduleGrace how late a time of a schedule may come
 * @param every from one look at the rules to the next
 */
public record AlertSettings(
        double errorRate,
        int minRuns,
        double slowFactor,
        Duration slowAtLeast,
        Duration scheduleGrace,
        Duration every) {
    /** Where nothing is set. */
    public static final AlertSettings DEFAULTS =
            new AlertSettings(0.1, 5, 3, Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofSeconds(15));

    /**
     * What the variables of an environment say.
     *
     * @throws IllegalArgumentException with words for the operator, where one makes no sense
     */
    public static AlertSettings of(Function<String, Optional<String>> variables) {
        return new AlertSettings(
                number(variables, "WEFT_ALERT_ERROR_RATE", DEFAULTS.errorRate, 1),
                (int) number(variables, "WEFT_ALERT_MIN_RUNS", DEFAULTS.minRuns, 1_000_000),
                number(variables, "WEFT_ALERT_SLOW_FACTOR", DEFAULTS.slowFactor, 1_000_000),
                seconds(variables, "WEFT_ALERT_SLOW_SECONDS", DEFAULTS.slowAtLeast),
                seconds(variables, "WEFT_ALERT_SCHEDULE_SECONDS", DEFAULTS.scheduleGrace),
                seconds(variables, "WEFT_ALERT_EVERY_SECONDS", DEFAULTS.every));
    }

    private static Duration seconds(Function<String, Optional<String>> variables, String name, Duration otherwise) {
        return Duration.ofMillis((long) (1000 * number(variables, name, otherwise.toMillis() / 1000.0, 1e9)));
    }

    private static double number(
            Function<String, Optional<String>> variables, String name, double otherwise, double most) {
        String text = variables.apply(name).orElse("");
        if (text.isBlank()) {
            return otherwise;
        }
        try {
            double value = new BigDecimal(text.strip()).doubleValue();
            if (value > 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException("Expected " + name + " to be a number above 0 and at most " + (long) most
                + ", but found «" + text + "».");
    }
}
