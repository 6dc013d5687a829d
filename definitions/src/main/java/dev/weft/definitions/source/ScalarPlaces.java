package dev.weft.definitions.source;

/**
 * Finds where a character of a scalar's value stands in the document: undoes quoting, escapes, folding and indentation.
 */
public final class ScalarPlaces {
    private ScalarPlaces() {}

    /**
     * The place in the document of a stretch of {@link ScalarNode#text()}. All of what a text was made from where it has no
     * characters of the author's.
     *
     * @param from into the scalar's text
     * @param to into the scalar's text, one past the last character
     */
    public static Span span(SourceText source, ScalarNode scalar, int from, int to) {
        if (scalar.style() == ScalarNode.Style.COMPOSED && scalar.pieces().isEmpty()) {
            return scalar.span();
        }
        int start = offset(source, scalar, from);
        return new Span(start, Math.max(start, offset(source, scalar, to)));
    }

    /**
     * The place in the document of a character of {@link ScalarNode#text()}.
     *
     * @param index into the scalar's text; its length for the place after its last character
     */
    public static int offset(SourceText source, ScalarNode scalar, int index) {
        ScalarNode.Piece piece = scalar.piece(index);
        if (piece != null) {
            return offset(source, piece.scalar(), Math.max(0, index - piece.start()));
        }
        String text = source.text();
        Span span = scalar.span();
        if (span.length() == 0 || span.end() > text.length()) {
            return span.start();
        }
        boolean block = scalar.style() == ScalarNode.Style.LITERAL || scalar.style() == ScalarNode.Style.FOLDED;
        int quotes = scalar.style() == ScalarNode.Style.PLAIN ? 0 : 2;
        if (!block && span.length() == scalar.text().length() + quotes) {
            return span.start() + quotes / 2 + Math.min(index, scalar.text().length());
        }
        return switch (scalar.style()) {
            case PLAIN -> flow(text, span.start(), span.end(), index, '\0');
            case SINGLE_QUOTED -> flow(text, span.start() + 1, span.end() - 1, index, '\'');
            case DOUBLE_QUOTED -> flow(text, span.start() + 1, span.end() - 1, index, '"');
            case LITERAL, FOLDED -> block(text, span, scalar.text(), index);
            case COMPOSED -> span.start();
        };
    }

    private static int flow(String text, int start, int end, int index, char quote) {
        int at = start;
        int made = 0;
        while (at < end && made < index) {
            char c = text.charAt(at);
            if (quote == '\'' && c == '\'') {
                at += 2;
                made++;
            } else if (quote == '"' && c == '\\') {
                int next = escape(text, at, end);
                made += escapedLength(text, at, next);
                at = next;
            } else if (blankBeforeBreak(text, at, end)) {
                int breaks = 0;
                while (at < end && isBlank(text.charAt(at))) {
                    if (isBreak(text, at)) {
                        breaks++;
                    }
                    at++;
                }
                made += Math.max(1, breaks - 1);
            } else {
                at++;
                made++;
            }
        }
        return Math.min(at, end);
    }

    private static int escape(String text, int at, int end) {
        char kind = at + 1 < end ? text.charAt(at + 1) : ' ';
        int next = switch (kind) {
            case 'x' -> at + 4;
            case 'u' -> at + 6;
            case 'U' -> at + 10;
            default -> at + 2;
        };
        if (kind == '\n' || kind == '\r') {
            while (next < end && isBlank(text.charAt(next))) {
                next++;
            }
        }
        return Math.min(next, end);
    }

    private static int escapedLength(String text, int at, int next) {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        boolean joinsLines = kind == '\n' || kind == '\r';
        boolean astral = kind == 'U' && next - at == 10 && !text.startsWith("0000", at + 2);
        return joinsLines ? 0 : astral ? 2 : 1;
    }

    private static boolean blankBeforeBreak(String text, int at, int end) {
        int i = at;
        while (i < end && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i < end && (text.charAt(i) == '\n' || text.charAt(i) == '\r');
    }

    private static int block(String text, Span span, String value, int index) {
        int line = nextLine(text, span.start(), span.end());
        int indent = indent(text, line, span.end(), value);
        int made = 0;
        while (line < span.end()) {
            int end = lineEnd(text, line, span.end());
            int content = Math.min(line + indent, end);
            int length = end - content;
            if (index <= made + length && value.startsWith(text.substring(content, end), made)) {
                return content + (index - made);
            }
            made += length;
            if (made < value.length() && (value.charAt(made) == '\n' || value.charAt(made) == ' ')) {
                made++;
            }
            line = nextLine(text, line, span.end());
        }
        return span.end();
    }

    // The first line with content shows how deep the block is indented: by what its value lacks.
    private static int indent(String text, int from, int end, String value) {
        int lead = 0;
        while (lead < value.length() && value.charAt(lead) == '\n') {
            lead++;
        }
        int spaces = 0;
        while (lead + spaces < value.length() && value.charAt(lead + spaces) == ' ') {
            spaces++;
        }
        int line = from;
        while (line < end) {
            int content = line;
            while (content < end && text.charAt(content) == ' ') {
                content++;
            }
            if (content < lineEnd(text, line, end)) {
                return Math.max(0, content - line - spaces);
            }
            line = nextLine(text, line, end);
        }
        return 0;
    }

    private static int lineEnd(String text, int from, int end) {
        int i = from;
        while (i < end && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    private static int nextLine(String text, int from, int end) {
        int i = lineEnd(text, from, end);
        if (i + 1 < end && text.charAt(i) == '\r' && text.charAt(i + 1) == '\n') {
            i++;
        }
        return i + 1;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isBreak(String text, int at) {
        char c = text.charAt(at);
        return c == '\n' || c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n');
    }
}
