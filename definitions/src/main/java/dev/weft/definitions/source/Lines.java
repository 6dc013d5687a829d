package dev.weft.definitions.source;

import org.jspecify.annotations.Nullable;

/** The lines of a document by their indentation: which entries there are, and how far each reaches. Immutable. */
final class Lines {
    private static final int TAB = 8;

    private final SourceText source;
    private final String text;

    Lines(SourceText source) {
        this.source = source;
        this.text = source.text();
    }

    /** Of the line that holds a character. */
    Line at(int offset) {
        return line(source.line(offset));
    }

    /**
     * A line with something on it.
     *
     * @param number from 1
     * @param indent column of what stands first, behind the dashes of a list
     * @param dashed whether it begins with a dash
     * @param content where what stands first begins
     * @param colon where the colon of its key is; -1 where it has no key
     * @param end one past its last character
     */
    record Line(int number, int indent, boolean dashed, int content, int colon, int end) {}

    private Line line(int number) {
        int start = source.offset(number);
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        int content = start;
        boolean dashed = false;
        while (content < end && (isBlank(text.charAt(content)) || isDash(content, end))) {
            dashed |= text.charAt(content) == '-';
            content++;
        }
        return new Line(number, width(start, content), dashed, content, colon(content, end), end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    // A tab is refused, but whoever wrote it meant to indent.
    private int width(int from, int to) {
        int width = 0;
        for (int i = from; i < to; i++) {
            width += text.charAt(i) == '\t' ? TAB : 1;
        }
        return width;
    }

    private boolean isDash(int at, int end) {
        return text.charAt(at) == '-' && at + 1 < end && text.charAt(at + 1) == ' ';
    }

    private int colon(int from, int end) {
        int at = from;
        if (at < end && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            int close = text.indexOf(text.charAt(at), at + 1);
            at = close < 0 || close >= end ? end : close + 1;
        }
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (c == ':' && (at + 1 == end || isBlank(text.charAt(at + 1)))) {
                return at;
            }
            if (c == '{' || c == '[' || c == '#' || c == '"' || c == '\'') {
                return -1;
            }
        }
        return -1;
    }

    /** The nearest line before another that is indented less, and so holds it; {@code null} for none. */
    @Nullable Line around(Line line) {
        for (int number = line.number() - 1; number > 0; number--) {
            Line before = line(number);
            if (isMarker(before)) {
                return null;
            }
            if (!isBlank(before) && before.indent() < line.indent() && before.colon() >= 0) {
                return before;
            }
        }
        return null;
    }

    /** The end of the last line that belongs to an entry: those behind it that are indented more. */
    int end(Line entry) {
        int end = entry.end();
        int count = source.line(text.length());
        for (int number = entry.number() + 1; number <= count; number++) {
            Line next = line(number);
            boolean item = next.dashed() && !entry.dashed() && dash(next) == entry.indent();
            if (isMarker(next) || !isBlank(next) && !item && dash(next) <= entry.indent()) {
                return end;
            }
            end = isBlank(next) ? end : next.end();
        }
        return end;
    }

    private int dash(Line line) {
        int start = source.offset(line.number());
        int at = start;
        while (at < line.end() && isBlank(text.charAt(at))) {
            at++;
        }
        return width(start, at);
    }

    private boolean isBlank(Line line) {
        return line.content() == line.end() || text.charAt(line.content()) == '#';
    }

    private boolean isMarker(Line line) {
        int start = source.offset(line.number());
        return text.startsWith("---", start) || text.startsWith("...", start);
    }
}
