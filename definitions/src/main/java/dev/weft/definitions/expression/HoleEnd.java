package dev.weft.definitions.expression;

import java.util.Optional;

/**
 * Where a <code>${{ … }}</code> ends.
 *
 * @param expressionEnd where its CEL text ends
 * @param end where the text after it begins
 * @param flaw why that isn't a proper end
 */
record HoleEnd(int expressionEnd, int end, Optional<Flaw> flaw) {
    private static final String OPEN = "${{";
    private static final String CLOSE = "}}";
    private static final String TRIPLE = "\"\"\"";

    /**
     * Finds the end.
     *
     * @param from where the CEL text begins
     */
    static HoleEnd find(String text, int from) {
        int depth = 0;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                int end = stringEnd(text, at);
                if (end < 0) {
                    return unclosedString(text, from, at);
                }
                at = end;
            } else if (c == '/' && text.startsWith("//", at)) {
                int line = text.indexOf('\n', at);
                int close = text.indexOf(CLOSE, at);
                at = line >= 0 && (close < 0 || line < close) ? line : close < 0 ? text.length() : close;
            } else if (text.startsWith(OPEN, at)) {
                return unclosed(text, from, at, depth);
            } else if (c == '{') {
                depth++;
                at++;
            } else if (c == '}' && depth > 0) {
                depth--;
                at++;
            } else if (text.startsWith(CLOSE, at)) {
                return new HoleEnd(at, at + CLOSE.length(), Optional.empty());
            } else {
                at++;
            }
        }
        return unclosed(text, from, text.length(), depth);
    }

    /** Where the string literal that begins at an offset ends; −1 where it doesn't. */
    private static int stringEnd(String text, int start) {
        boolean raw = start > 0 && "rR".indexOf(text.charAt(start - 1)) >= 0 && !isWord(text, start - 2);
        String quote = text.substring(start, start + 1);
        boolean triple = text.startsWith(quote.equals("'") ? TRIPLE.replace('"', '\'') : TRIPLE, start);
        String end = triple ? quote.repeat(TRIPLE.length()) : quote;
        int at = start + end.length();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && !raw) {
                at += 2;
            } else if (text.startsWith(end, at)) {
                return at + end.length();
            } else if (!triple && (c == '\n' || c == '\r')) {
                return -1;
            } else {
                at++;
            }
        }
        return -1;
    }

    private static boolean isWord(String text, int at) {
        char c = at < 0 ? ' ' : text.charAt(at);
        return Character.isLetterOrDigit(c) && c != 'b' && c != 'B' || c == '_';
    }

    private static HoleEnd unclosedString(String text, int from, int quote) {
        int close = text.indexOf(CLOSE, quote);
        int end = close < 0 ? text.length() : close;
        Flaw flaw = new Flaw(
                quote,
                1,
                Flaw.Kind.TEMPLATE,
                "Expected the string that begins here to end with " + text.charAt(quote) + " before the line does",
                "Close it; inside of ${{ }} a quote within a string is written \\" + text.charAt(quote));
        return new HoleEnd(end, close < 0 ? end : close + CLOSE.length(), Optional.of(flaw));
    }

    private static HoleEnd unclosed(String text, int from, int end, int depth) {
        int start = from - OPEN.length();
        String found = end == text.length() ? "the end of the text" : "another ${{";
        Flaw flaw = new Flaw(
                start,
                OPEN.length(),
                Flaw.Kind.TEMPLATE,
                depth > 0
                        ? "Expected a } for each { after this ${{, and then }}, but found " + found
                        : "Expected }} to close this ${{, but found " + found,
                "Close it with }}, or write $${{ where the characters ${{ themselves are meant");
        return new HoleEnd(end, end, Optional.of(flaw));
    }
}
