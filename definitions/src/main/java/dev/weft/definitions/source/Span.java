package dev.weft.definitions.source;

/**
 * A stretch of a document, in UTF-16 code units from its start.
 *
 * @param start first character, from 0
 * @param end one past the last character
 */
public record Span(int start, int end) {
    /** The place of what has none: a document made by a program. */
    public static final Span NONE = new Span(0, 0);

    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "Expected a span with 0 <= start <= end, but found " + start + ".." + end);
        }
    }

    /** How many characters it covers. */
    public int length() {
        return end - start;
    }
}
