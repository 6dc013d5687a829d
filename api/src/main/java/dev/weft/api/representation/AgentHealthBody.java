package dev.weft.api.representation;

import dev.weft.worker.protocol.agent.AgentHealth;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether an agent can be called, as was seen last.
 *
 * @param status {@code up}, {@code down}, or {@code unknown} while nobody has looked
 * @param since when it came to be so
 * @param checkedAt when it was looked at last
 * @param duration how long that look took, in seconds
 * @param failures looks in a row that have failed
 * @param error what was wrong at the last look
 */
public record AgentHealthBody(
        String status,
        @Nullable Instant since,
        @Nullable Instant checkedAt,
        @Nullable Double duration,
        int failures,
        @Nullable ErrorBody error) {
    private static final double MILLIS = 1000;

    /** Code and message. */
    public record ErrorBody(String code, String message) {}

    static AgentHealthBody of(@Nullable AgentHealth health) {
        if (health == null) {
            return new AgentHealthBody("unknown", null, null, null, 0, null);
        }
        Long millis = health.millis();
        return new AgentHealthBody(
                health.status().name().toLowerCase(Locale.ROOT),
                health.since(),
                health.checkedAt(),
                millis == null ? null : millis / MILLIS,
                health.failures(),
                health.failure() == null
                        ? null
                        : new ErrorBody(
                                health.failure().code(), health.failure().message()));
    }
}
