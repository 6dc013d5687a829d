package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Beside;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Cel;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.event.EventTypeText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits for an event on the bus.
 *
 * @param type of the event
 * @param filter whether the event at hand is the one; {@code null} for any of the type
 * @param timeout how long; {@code null} for ever
 * @param onTimeout {@code null} for {@link OnTimeout#FAIL}
 */
@Doc(
        "Waits for an event. Events since the run's start count, each once per task. The output is the event: `id`, `type`,"
                + " `source`, `subject`, `time`, `data`.")
public record WaitForEvent(
        @Doc(value = "Type of the event.", example = "content.created") @Bounds(pattern = EventTypeText.PATTERN)
        String type,

        @Cel(sees = "event")
        @Doc(
                value =
                        "Bare CEL, true or false, with `event` in scope; by default any event of the type will do. An event that it can't be evaluated on is passed over.",
                example = "event.data.path == inputs.path")
        @Nullable Boolean filter,

        @Doc(value = "How long the task waits; by default for ever.", example = "24h") @Nullable @Bounds(min = 1)
        Duration timeout,

        @Beside("timeout")
        @Doc(
                "What happens then: `fail` (with code `timeout`; the default) or `continue` (the task completes, its output is"
                        + " `null`).")
        @Nullable OnTimeout onTimeout) {
    public static final ActionSpec<WaitForEvent> SPEC = new ActionSpec<>(
            "wait_for_event",
            "Waits for an event.",
            WaitForEvent.class,
            Trait.CONTROL,
            new Output.ByParameters(WaitForEvent::output));

    private static final Output EVENT = new Output.Schema(event());

    public WaitForEvent {
        Misfits misfits = new Misfits();
        EventTypes.check(misfits, type);
        Check.needs(misfits, "on_timeout", onTimeout, "timeout", timeout);
        Check.noTime(
                misfits, "timeout", timeout, "Write, for example, timeout: 24h, or leave it out to wait for ever.");
        misfits.refuse();
    }

    // An event may have extensions, too.
    private static Map<String, Object> event() {
        Map<String, Object> event = new LinkedHashMap<>(Outputs.object(
                "id", Outputs.TEXT,
                "type", Outputs.TEXT,
                "source", Outputs.TEXT,
                "subject", Outputs.TEXT_OR_NULL,
                "time", Outputs.TIME,
                "data", Outputs.ANY));
        event.put("additionalProperties", true);
        return event;
    }

    private static Output output(WrittenParameters given) {
        boolean mayBeNull = given.unknown()
                || given.computed("on_timeout")
                || given.text("on_timeout").filter("continue"::equals).isPresent();
        return mayBeNull ? new Output.OneOf(List.of(EVENT, new Output.Schema(Map.of("type", "null")))) : EVENT;
    }

    /** What happens when no event came in time. */
    public enum OnTimeout {
        FAIL,
        CONTINUE
    }
}
