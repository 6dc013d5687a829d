package dev.weft.api.keep;

import dev.weft.definitions.duration.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How long what is kept that nobody deletes.
 *
 * @param events events, after the end of their run; never shorter than Temporal keeps runs that have ended
 * @param deliveries what was sent to subscriptions, or given up
 * @param firings what triggers have started, or given up
 * @param answers answers under {@code Idempotency-Key}
 * @param results outputs for other runs
 */
public record KeepBounds(Duration events, Duration deliveries, Duration firings, Duration answers, Duration results) {
    /** Where nothing is said. */
    public static final KeepBounds DEFAULTS = new KeepBounds(
            Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(365), Duration.ofDays(7), Duration.ofDays(90));

    /**
     * What the variables of an environment say.
     *
     * @throws IllegalArgumentException with words for the operator, where one makes no sense
     */
    public static KeepBounds of(Function<String, Optional<String>> variables) {
        return new KeepBounds(
                duration(variables, "WEFT_EVENTS_KEEP", DEFAULTS.events),
                duration(variables, "WEFT_DELIVERIES_KEEP", DEFAULTS.deliveries),
                duration(variables, "WEFT_FIRINGS_KEEP", DEFAULTS.firings),
                duration(variables, "WEFT_ANSWERS_KEEP", DEFAULTS.answers),
                duration(variables, "WEFT_RESULTS_KEEP", DEFAULTS.results));
    }

    private static Duration duration(Function<String, Optional<String>> variables, String name, Duration otherwise) {
        return variables
                .apply(name)
                .filter(text -> !text.isBlank())
                .map(text -> DurationText.parse(text.strip())
                        .filter(Duration::isPositive)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Expected " + name + " to be a duration such as 30d, but found «" + text + "».")))
                .orElse(otherwise);
    }
}
