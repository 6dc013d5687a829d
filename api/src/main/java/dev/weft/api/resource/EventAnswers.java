package dev.weft.api.resource;

import dev.weft.api.error.ApiException;
import dev.weft.api.event.EventLog;
import dev.weft.api.store.EventFilter;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Answers of server-sent events. */
final class EventAnswers {
    static final String STREAM = "text/event-stream";

    private EventAnswers() {}

    /** A stream of what the log has and gets.
     *
     * @param after offset of the last event that is known; {@code null} for the last there is
     */
    static Response stream(EventLog log, EventFilter filter, @Nullable Long after) {
        return Response.ok(log.follow(filter, after), STREAM)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    /** The offset that a caller knows; {@code null} where it says none. */
    static @Nullable Long offset(@Nullable String last, @Nullable String after) {
        String text = last == null || last.isEmpty() ? after : last;
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiException.invalid(
                    "Expected Last-Event-ID to be the id of an event that was sent, a whole number, but found «" + text
                            + "».");
        }
    }
}
