package dev.weft.api;

import dev.weft.api.insight.alert.AlertSettings;
import dev.weft.api.keep.KeepBounds;
import dev.weft.api.keep.StalePolicy;
import dev.weft.api.log.LogBounds;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What operators are told.
 *
 * @param logs what is kept of runs' logs
 * @param alerts from where on something is an alert
 * @param keep how long what is kept
 * @param stale which runs are told of, or cancelled, as they haven't moved for long
 * @param metricsToken what who reads the metrics has to send; {@code null} for nothing
 */
public record InsightSettings(
        LogBounds logs,
        AlertSettings alerts,
        KeepBounds keep,
        StalePolicy stale,
        @Nullable String metricsToken) {
    /** The variable that says {@code metricsToken}. */
    public static final String METRICS_TOKEN = "WEFT_METRICS_TOKEN";

    /** Where nothing is said. */
    public static final InsightSettings DEFAULTS = new InsightSettings(
            LogBounds.DEFAULTS, AlertSettings.DEFAULTS, KeepBounds.DEFAULTS, StalePolicy.DEFAULTS, null);

    /**
     * What the variables of an environment say.
     *
     * @throws IllegalArgumentException with words for the operator, where one makes no sense
     */
    public static InsightSettings of(Function<String, Optional<String>> variables) {
        return new InsightSettings(
                LogBounds.of(variables),
                AlertSettings.of(variables),
                KeepBounds.of(variables),
                StalePolicy.of(variables),
                variables.apply(METRICS_TOKEN).filter(token -> !token.isBlank()).orElse(null));
    }
}
