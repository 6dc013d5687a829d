package dev.weft.worker.protocol.event;

import dev.weft.definitions.event.EventTypeText;
import dev.weft.worker.protocol.RefusedException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Argument of signal {@code event}: a CloudEvent, as those send it who look through the log, or as a person types it in the
 * Temporal Web UI: {@code {"type": …, "data": …}}.
 *
 * @param byHand whether it came without an id
 */
public record EventSignal(CloudEvent event, boolean byHand) {
    /** Of an event that says none. */
    public static final String SOURCE = "/temporal/signal";

    private static final List<String> KNOWN = List.of("specversion", "id", "source", "type", "subject", "time", "data");

    /**
     * Reads whatever JSON came with the signal.
     *
     * @param id makes one for an event without
     * @param now the time of an event without
     * @throws RefusedException when it is no event
     */
    public static EventSignal read(@Nullable Object json, Supplier<String> id, Instant now) {
        if (!(json instanceof Map<?, ?> fields)) {
            throw refused("an event {\"type\": …, \"data\": …}", json);
        }
        String type = text(fields, "type");
        if (type == null || !EventTypeText.isOne(type)) {
            throw refused("the type of an event in 'type'", fields.get("type"));
        }
        String own = text(fields, "id");
        String source = text(fields, "source");
        return new EventSignal(
                new CloudEvent(
                        own == null ? id.get() : own,
                        source == null ? SOURCE : source,
                        type,
                        text(fields, "subject"),
                        time(fields.get("time"), now),
                        fields.get("data"),
                        extensions(fields)),
                own == null);
    }

    private static @Nullable String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        throw refused("text in '" + name + "'", value);
    }

    private static Instant time(@Nullable Object value, Instant now) {
        if (value == null) {
            return now;
        }
        try {
            return OffsetDateTime.parse(String.valueOf(value)).toInstant();
        } catch (DateTimeException e) {
            throw refused("a time such as 2026-01-31T12:00:00Z in 'time'", value);
        }
    }

    private static Map<String, Object> extensions(Map<?, ?> fields) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!KNOWN.contains(String.valueOf(name)) && value != null) {
                if (value instanceof Map<?, ?> || value instanceof List<?>) {
                    throw refused("text, a number or a truth in '" + name + "'", value);
                }
                extensions.put(String.valueOf(name), value);
            }
        });
        return extensions;
    }

    private static RefusedException refused(String expected, @Nullable Object found) {
        String what = switch (found) {
            case null -> "nothing";
            case Map<?, ?> map -> "an object";
            case List<?> list -> "a list";
            default -> "'" + found + "'";
        };
        return new RefusedException(
                RefusedException.Code.INVALID, "Expected " + expected + ", but found " + what + ".");
    }
}
