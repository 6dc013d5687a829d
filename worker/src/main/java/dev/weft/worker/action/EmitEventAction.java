package dev.weft.worker.action;

import dev.weft.definitions.action.Action;
import dev.weft.definitions.action.ActionContext;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.builtin.EmitEvent;
import dev.weft.worker.protocol.event.CloudEvent;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.event.EventSinkException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Action {@code emit_event}: one event on the log. Its id is the idempotency key, so that all attempts of one execution are
 * the same event.
 */
public final class EmitEventAction implements Action<EmitEvent> {
    private static final int LARGEST = 262_144;

    private final @Nullable EventSink events;
    private final Clock clock;

    /**
     * @param events the log; {@code null} where this worker has none
     */
    public EmitEventAction(@Nullable EventSink events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public ActionSpec<EmitEvent> spec() {
        return EmitEvent.SPEC;
    }

    @Override
    public Map<String, @Nullable Object> execute(EmitEvent emit, ActionContext context) throws ActionException {
        if (events == null) {
            throw ActionException.permanent(
                    "no_event_log",
                    "Expected an event log, but this worker has none. Set WEFT_DATABASE_URL for «weft worker».");
        }
        CloudEvent event = new CloudEvent(
                context.idempotencyKey(),
                "/workflows/" + context.workflow(),
                emit.type(),
                emit.subject(),
                clock.instant(),
                emit.data(),
                Map.of("weftrun", context.run(), "wefttask", context.path()));
        int size = String.valueOf(emit.data()).length();
        if (size > LARGEST) {
            throw ActionException.permanent(
                    "too_large",
                    "Expected «data» of at most 256 KiB, but found about %d KiB. Write it to a file and tell its path."
                            .formatted(size / 1024));
        }
        try {
            events.put(event);
        } catch (EventSinkException e) {
            throw new ActionException(
                    "event_log",
                    "Expected to put the event on the log, but it can't be reached now: " + e.getMessage()
                            + ". Give the task a retry.");
        }
        Map<String, @Nullable Object> output = new LinkedHashMap<>();
        output.put("id", event.id());
        return output;
    }
}
