package dev.weft.definitions.expression.program;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Brackets that are open at the end of a text.
 *
 * @param last offset of the innermost, −1 for none
 * @param closing what closes it
 * @param inString whether the text ends inside of a string
 */
record Brackets(int last, char closing, boolean inString) {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    static Brackets of(String text) {
        Deque<Integer> open = new ArrayDeque<>();
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0) {
                if (c == '\\') {
                    at++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (OPENING.indexOf(c) >= 0) {
                open.push(at);
            } else if (CLOSING.indexOf(c) >= 0 && !open.isEmpty()) {
                open.pop();
            }
        }
        Integer last = open.peek();
        return last == null
                ? new Brackets(-1, ' ', quote != 0)
                : new Brackets(last, CLOSING.charAt(OPENING.indexOf(text.charAt(last))), quote != 0);
    }
}
