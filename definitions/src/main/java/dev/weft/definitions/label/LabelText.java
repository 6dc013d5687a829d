package dev.weft.definitions.label;

import java.util.regex.Pattern;

/**
 * Names and values of labels, such as {@code team: content}. A run is found by {@code name=value}, which stands in quotes: so
 * no name holds {@code =}, and neither holds quotes, control characters and blanks around it.
 */
public final class LabelText {
    /** What each name matches; plain enough for every engine. */
    public static final String NAME =
            "[^\\x00-\\x20\\x22\\x7f=]([^\\x00-\\x1f\\x22\\x7f=]{0,61}[^\\x00-\\x20\\x22\\x7f=])?";

    /** What each value matches; plain enough for every engine. */
    public static final String VALUE =
            "[^\\x00-\\x20\\x22\\x7f]([^\\x00-\\x1f\\x22\\x7f]{0,148}[^\\x00-\\x20\\x22\\x7f])?";

    /** What to write as a name. */
    public static final String NAME_CURE =
            "Write a name such as team: without blanks around it, =, quotation marks (\") and"
                    + " control characters, at most 63 characters.";

    /** What to write as a value. */
    public static final String VALUE_CURE =
            "Write a value such as content: in one line, without blanks around it, quotation"
                    + " marks (\") and control characters, at most 150 characters.";

    private static final Pattern NAMES = Pattern.compile(NAME);
    private static final Pattern VALUES = Pattern.compile(VALUE);

    private LabelText() {}

    /** Whether a text can be a name. */
    public static boolean isName(String text) {
        return NAMES.matcher(text).matches();
    }

    /** Whether a text can be a value. */
    public static boolean isValue(String text) {
        return VALUES.matcher(text).matches();
    }
}
