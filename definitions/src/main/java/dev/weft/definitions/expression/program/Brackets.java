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
        Scan scan = new Scan();
        scan.run(text);
        Integer last = scan.open.peek();
        return last == null
                ? new Brackets(-1, ' ', scan.quote != 0)
                : new Brackets(last, CLOSING.charAt(OPENING.indexOf(text.charAt(last))), scan.quote != 0);
    }

    /** How many are open at once at most. */
    static int depth(String text) {
        Scan scan = new Scan();
        scan.run(text);
        return scan.deepest;
    }

    private static final class Scan {
        private final Deque<Integer> open = new ArrayDeque<>();
        private int deepest;
        private char quote;

        void run(String text) {
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
                    deepest = Math.max(deepest, open.size());
                } else if (CLOSING.indexOf(c) >= 0 && !open.isEmpty()) {
                    open.pop();
                }
            }
        }
    }
}
