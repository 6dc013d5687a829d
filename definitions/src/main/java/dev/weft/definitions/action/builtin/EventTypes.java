package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import java.util.regex.Pattern;

/** Types of CloudEvents, such as {@code content.created} or {@code com.example.order/paid}. */
final class EventTypes {
    /** What the platform's own events begin with. */
    static final String PLATFORM = "weft.";

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}");

    private EventTypes() {}

    static void check(Misfits misfits, String type) {
        if (!TYPE.matcher(type).matches()) {
            misfits.value(
                    "/type",
                    "Expected a type of events such as content.created for \"type\", but found \"" + type + '"',
                    "A type is of letters, digits, . _ : / and -, a letter or digit first, at most 200 characters.");
        }
    }
}
