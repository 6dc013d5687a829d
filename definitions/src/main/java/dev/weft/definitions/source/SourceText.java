package dev.weft.definitions.source;

import java.util.Arrays;
import java.util.Objects;

/**
 * The characters of a document and the name under which its author knows it. Immutable and thread safe.
 *
 * <p>Lines end in {@code \n}, {@code \r\n} or {@code \r}; lines and columns count from 1, columns in UTF-16 code units.
 */
public final class SourceText {
    /** The most characters that a document may have. */
    public static final int MAX_LENGTH = 512 * 1024;

    private final String name;
    private final String text;
    private int[] lineStarts = new int[0];

    /**
     * @param name file name or the like, shown before line and column
     * @param text all of the document
     */
    public SourceText(String name, String text) {
        this.name = Objects.requireNonNull(name);
        this.text = Objects.requireNonNull(text);
    }

    /** File name or the like. */
    public String name() {
        return name;
    }

    /** All of the document. */
    public String text() {
        return text;
    }

    /** Whether it is longer than any definition may be; such a document isn't looked at any further. */
    public boolean tooLong() {
        return text.length() > MAX_LENGTH;
    }

    /** Line of a character, from 1. */
    public int line(int offset) {
        int found = Arrays.binarySearch(starts(), clamp(offset));
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** Column of a character, from 1. */
    public int column(int offset) {
        return clamp(offset) - starts()[line(offset) - 1] + 1;
    }

    /** First character of a line, from 1. */
    int offset(int line) {
        return starts()[line - 1];
    }

    /** Text of a line, from 1, without its line break. */
    public String lineText(int line) {
        int start = starts()[line - 1];
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return text.substring(start, end);
    }

    private int clamp(int offset) {
        return Math.max(0, Math.min(offset, text.length()));
    }

    // Not synchronised: every thread computes the same array, and an array reference is written whole.
    private int[] starts() {
        int[] known = lineStarts;
        if (known.length == 0) {
            known = findLines(text);
            lineStarts = known;
        }
        return known;
    }

    private static int[] findLines(String text) {
        int[] starts = new int[Math.max(16, text.length() / 24)];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
