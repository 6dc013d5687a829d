package dev.weft.definitions.source;

import org.jspecify.annotations.Nullable;

/**
 * A JSON pointer (RFC 6901) that grows at its end. Immutable; its text is only made when asked for.
 *
 * @param parent what it is below; {@code null} for the whole document
 * @param segment name of a field or index of an item, not escaped
 */
public record Pointer(@Nullable Pointer parent, String segment) {
    /** The whole document. */
    public static final Pointer ROOT = new Pointer(null, "");

    /** The pointer to a field below this one. */
    public Pointer field(String name) {
        return new Pointer(this, name);
    }

    /** The pointer to an item below this one. */
    public Pointer item(int index) {
        return new Pointer(this, Integer.toString(index));
    }

    /** As RFC 6901 writes it, such as {@code /tasks/fetch/needs/0}; empty for the whole document. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(this, text);
        return text.toString();
    }

    private static void append(Pointer pointer, StringBuilder text) {
        if (pointer.parent != null) {
            append(pointer.parent, text);
            text.append('/').append(pointer.segment.replace("~", "~0").replace("/", "~1"));
        }
    }
}
