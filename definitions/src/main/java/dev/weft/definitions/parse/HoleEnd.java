package dev.weft.definitions.parse;

/** Finds the <code>}}</code> that ends an expression inside of text. */
final class HoleEnd {
    private HoleEnd() {}

    /**
     * @param from first character of the expression
     * @return place of the <code>}}</code>, or -1 where there is none
     */
    static int find(String text, int from) {
        int braces = 0;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = string(text, at, from);
            } else if (c == '{') {
                braces++;
                at++;
            } else if (c == '}' && braces > 0) {
                braces--;
                at++;
            } else if (c == '}' && text.startsWith("}}", at)) {
                return at;
            } else {
                at++;
            }
        }
        return -1;
    }

    // One past the closing quote of a CEL string: '…', "…", '''…''' or """…"""; r before it switches escapes off.
    private static int string(String text, int quote, int from) {
        String mark = text.substring(quote, quote + 1);
        String end = text.startsWith(mark.repeat(3), quote) ? mark.repeat(3) : mark;
        boolean raw = quote > from && (text.charAt(quote - 1) == 'r' || text.charAt(quote - 1) == 'R');
        int at = quote + end.length();
        while (at < text.length()) {
            if (text.charAt(at) == '\\' && !raw) {
                at += 2;
            } else if (text.startsWith(end, at)) {
                return at + end.length();
            } else {
                at++;
            }
        }
        return text.length();
    }
}
