package dev.weft.api;

import dev.weft.api.insight.alert.AlertSettings;
import dev.weft.api.log.LogBounds;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What operators are told.
 *
 * @param logs what is kept of runs' logs
 * @param alerts from where on something is an alert
 * @param metricsToken what who reads the metrics has to send; {@code null} for nothing
 */
public record InsightSettings(
        LogBounds logs, AlertSettings alerts, @Nullable String metricsToken) {
    /** The variable that says {@code metricsToken}. */
    public static final String METRICS_TOKEN = "WEFT_METRICS_TOKEN";

    /** Where nothing is said. */
    public static final InsightSettings DEFAULTS =
            new InsightSettings(LogBounds.DEFAULTS, AlertSettings.DEFAULTS, null);

    /**
     * What the variables of an environment say.
     *
     * @throws IllegalArgumentException with words for the operator, where one makes no sense
     */
    public static InsightSettings of(Function<String, Optional<String>> variables) {
        return new InsightSettings(
                LogBounds.of(variables),
                AlertSettings.of(variables),
                variables.apply(METRICS_TOKEN).filter(token -> !token.isBlank()).orElse(null));
    }
}
