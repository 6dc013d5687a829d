package dev.weft.api.keep;

import dev.weft.definitions.duration.DurationText;
import dev.weft.worker.protocol.RunStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * After how long without a change a run of a status is stale.
 *
 * @param told of, by an alert
 * @param cancelled then; nothing where nobody has said so
 */
public record StalePolicy(Map<RunStatus, Duration> told, Map<RunStatus, Duration> cancelled) {
    /** Where nothing is said: whoever is to decide, or to let go on, has forgotten it. */
    public static final StalePolicy DEFAULTS = new StalePolicy(
            Map.of(RunStatus.WAITING, Duration.ofDays(90), RunStatus.PAUSED, Duration.ofDays(90)), Map.of());

    public StalePolicy {
        told = Map.copyOf(told);
        cancelled = Map.copyOf(cancelled);
    }

    /**
     * What the variables of an environment say, such as {@code WAITING=90d,PAUSED=30d}.
     *
     * @throws IllegalArgumentException with words for the operator, where one makes no sense
     */
    public static StalePolicy of(Function<String, Optional<String>> variables) {
        return new StalePolicy(
                ages(variables, "WEFT_STALE_AFTER", DEFAULTS.told), ages(variables, "WEFT_STALE_CANCEL", Map.of()));
    }

    private static Map<RunStatus, Duration> ages(
            Function<String, Optional<String>> variables, String name, Map<RunStatus, Duration> otherwise) {
        String text = variables.apply(name).orElse("").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        Map<RunStatus, Duration> ages = new EnumMap<>(RunStatus.class);
        if (text.equals("never")) {
            return ages;
        }
        for (String one : text.split(",")) {
            String[] parts = one.strip().split("=", 2);
            Optional<Duration> age = parts.length < 2 ? Optional.empty() : DurationText.parse(parts[1].strip());
            Optional<RunStatus> status = status(parts[0].strip());
            if (status.isEmpty() || age.filter(Duration::isPositive).isEmpty()) {
                throw new IllegalArgumentException(
                        "Expected %s to be RUNNING, WAITING or PAUSED with a duration each, such as WAITING=90d,PAUSED=30d, or never, but found «%s»."
                                .formatted(name, text));
            }
            ages.put(status.get(), age.get());
        }
        return ages;
    }

    private static Optional<RunStatus> status(String word) {
        return switch (word) {
            case "RUNNING" -> Optional.of(RunStatus.RUNNING);
            case "WAITING" -> Optional.of(RunStatus.WAITING);
            case "PAUSED" -> Optional.of(RunStatus.PAUSED);
            default -> Optional.empty();
        };
    }
}
