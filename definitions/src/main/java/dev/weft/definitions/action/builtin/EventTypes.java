package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.event.EventTypeText;

/** Types of events among parameters. */
final class EventTypes {
    private EventTypes() {}

    static void check(Misfits misfits, String type) {
        if (!EventTypeText.isOne(type)) {
            misfits.value(
                    "/type",
                    "Expected a type of events such as content.created for \"type\", but found \"" + type + '"',
                    EventTypeText.CURE);
        }
    }
}
