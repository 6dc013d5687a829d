package dev.weft.definitions.model;

import dev.weft.definitions.expression.Setting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When and how often an attempt that failed is made again.
 *
 * @param maxAttempts the first one counts; at least 1
 * @param delay before the second attempt
 * @param backoff factor from one delay to the next, at least 1
 * @param maxDelay bound of a delay; {@code null} for none
 * @param jitter share of a delay by which it may vary in either direction, 0 to 1
 * @param nonRetryable error codes that end the task at once
 */
public record Retry(
        Setting<Integer> maxAttempts,
        Setting<Duration> delay,
        Setting<Double> backoff,
        @Nullable Setting<Duration> maxDelay,
        Setting<Double> jitter,
        List<String> nonRetryable) {
    /** One attempt: what holds where the author says nothing. */
    public static final Retry NONE = new Retry(
            new Setting.Fixed<>(1),
            new Setting.Fixed<>(Duration.ofSeconds(1)),
            new Setting.Fixed<>(2.0),
            null,
            new Setting.Fixed<>(0.0),
            List.of());

    public Retry {
        nonRetryable = List.copyOf(nonRetryable);
    }
}
