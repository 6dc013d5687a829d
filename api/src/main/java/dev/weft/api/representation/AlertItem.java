package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.api.figure.SeenAlert;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert.
 *
 * @param kind such as {@code error_rate} or {@code definition_refused}
 * @param source of the event that raised it
 * @param subject what it is about
 * @param clearedAt {@code null} while it stands
 * @param data what the event said more: {@code summary} and {@code help} of those of the platform
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AlertItem(
        String id,
        String kind,
        String status,
        String source,
        @Nullable String subject,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        Map<String, @Nullable Object> data) {
    public static AlertItem of(SeenAlert alert) {
        return new AlertItem(
                alert.id(),
                alert.kind(),
                alert.clearedAt() == null ? "raised" : "cleared",
                alert.source(),
                alert.subject(),
                alert.raisedAt(),
                alert.clearedAt(),
                alert.data());
    }
}
