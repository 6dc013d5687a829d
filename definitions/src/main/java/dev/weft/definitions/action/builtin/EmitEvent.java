package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.event.EventTypeText;
import org.jspecify.annotations.Nullable;

/**
 * Puts a CloudEvent on the bus, once per execution of the task.
 *
 * @param type of the event
 * @param data what happened; {@code null} for nothing more
 * @param subject what it happened to; {@code null} for nothing
 */
@Doc("Puts a CloudEvent on the bus, once per execution of the task, however many attempts it takes. The output has its"
        + " `id`.")
public record EmitEvent(
        @Doc(
                value = "Type of the event; those that begin with `weft.` are the platform's.",
                example = "content.created")
        @Bounds(pattern = EventTypeText.PATTERN, notFirst = "weft\\.")
        String type,

        @Doc(value = "What happened: any value.", example = "{path: \"${{ inputs.path }}\"}") @Nullable Object data,

        @Doc(value = "What it happened to.", example = "\"${{ inputs.path }}\"")
        @Nullable @Bounds(pattern = Bounds.NOT_BLANK)
        String subject) {
    public static final ActionSpec<EmitEvent> SPEC = new ActionSpec<>(
            "emit_event", "Emits an event.", EmitEvent.class, Trait.WORK, Outputs.map("id", Outputs.TEXT));

    public EmitEvent {
        Misfits misfits = new Misfits();
        EventTypes.check(misfits, type);
        if (type.startsWith(EventTypeText.PLATFORM)) {
            misfits.value(
                    "/type",
                    "Expected a type of events of your own for \"type\", but found \"" + type + '"',
                    "Choose another beginning: only the platform emits types that begin with "
                            + EventTypeText.PLATFORM);
        }
        Check.notBlank(misfits, "subject", subject, "what the event happened to");
        misfits.refuse();
    }
}
