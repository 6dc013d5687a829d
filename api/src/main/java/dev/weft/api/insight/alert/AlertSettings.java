package dev.weft.api.insight.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * From where on something is an alert.
 *
 * @param errorRate share of the runs of a definition that ended within the last hour, 0 to 1
 * @param minRuns with fewer than these nothing is said of the share
 * @param slowFactor a run that takes so many times as long as 95 of 100 of its definition took is slow
 * @param slowAtLeast shorter runs are never slow
 * @param backlogAge the oldest task of the queue has waited so long for a worker
 */
public record AlertSettings(
        double errorRate, int minRuns, double slowFactor, Duration slowAtLeast, Duration backlogAge) {
    /** Where nothing is set. */
    public static final AlertSettings DEFAULTS =
            new AlertSettings(0.1, 5, 3, Duration.ofMinutes(1), Duration.ofSeconds(30));

    /**
     * Those that the environment sets.
     *
     * @throws IllegalArgumentException where one can't be read; says which
     */
    public static AlertSettings of(Map<String, String> environment) {
        return new AlertSettings(
                number(environment, "WEFT_ALERT_ERROR_RATE", DEFAULTS.errorRate, 1),
                (int) number(environment, "WEFT_ALERT_MIN_RUNS", DEFAULTS.minRuns, 1_000_000),
                number(environment, "WEFT_ALERT_SLOW_FACTOR", DEFAULTS.slowFactor, 1_000_000),
                seconds(environment, "WEFT_ALERT_SLOW_SECONDS", DEFAULTS.slowAtLeast),
                seconds(environment, "WEFT_ALERT_QUEUE_SECONDS", DEFAULTS.backlogAge));
    }

    private static Duration seconds(Map<String, String> environment, String name, Duration otherwise) {
        return Duration.ofMillis((long) (1000 * number(environment, name, otherwise.toMillis() / 1000.0, 1e9)));
    }

    private static double number(Map<String, String> environment, String name, double otherwise, double most) {
        String text = environment.get(name);
        if (text == null || text.isBlank()) {
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
