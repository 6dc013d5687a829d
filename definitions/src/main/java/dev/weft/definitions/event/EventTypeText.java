package dev.weft.definitions.event;

import java.util.regex.Pattern;

/**
 * Types of CloudEvents, such as {@code content.created} or {@code com.example.order/paid}. CloudEvents asks for some text
 * alone; what nobody can mean is refused: blanks around it, control characters, more than 200 characters.
 */
public final class EventTypeText {
    /** What each matches; plain enough for every engine. */
    public static final String PATTERN = "[^\\x00-\\x20\\x7f]([^\\x00-\\x1f\\x7f]{0,198}[^\\x00-\\x20\\x7f])?";

    /** What the platform's own events begin with. */
    public static final String PLATFORM = "weft.";

    /** What to write. */
    public static final String CURE =
            "A type is text such as content.created, without blanks around it and control characters, at most 200 characters.";

    private static final Pattern TYPE = Pattern.compile(PATTERN);

    private EventTypeText() {}

    /** Whether a text can be one. */
    public static boolean isOne(String text) {
        return TYPE.matcher(text).matches();
    }
}
