package dev.weft.definitions.source;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The entries of maps and lists in brackets: where the one begins and ends that holds a character. */
final class FlowEntries {
    private final String text;
    private final int at;
    private final Deque<Open> stack = new ArrayDeque<>();
    private @Nullable Open held;
    private int depth;

    private FlowEntries(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /**
     * An entry.
     *
     * @param open where the bracket is that holds it
     * @param start one past that, or past the comma before it
     * @param colon behind its key; -1 where it has no key
     * @param end where the comma or bracket behind it is
     */
    record Entry(int open, int start, int colon, int end) {}

    private record Open(int bracket, int start, int colon) {}

    /** The innermost entry that holds a character; {@code null} where quotes and brackets don't tell. */
    static @Nullable Entry at(String text, int at) {
        return new FlowEntries(text, at).find();
    }

    private @Nullable Entry find() {
        int i = 0;
        while (i < text.length()) {
            int next = token(i);
            if (next < 0) {
                return null;
            }
            if (held == null && at < next) {
                held = stack.peek();
                depth = stack.size();
                if (held == null) {
                    return null;
                }
            }
            char c = text.charAt(i);
            boolean ends = held != null && stack.size() == depth && (c == ',' || c == '}' || c == ']');
            if (held != null && ends) {
                return new Entry(held.bracket(), held.start(), held.colon(), i);
            }
            if (!step(c, i)) {
                return null;
            }
            i = next;
        }
        return null;
    }

    private boolean step(char c, int i) {
        if (c == '{' || c == '[') {
            stack.push(new Open(i, i + 1, -1));
        } else if (c == '}' || c == ']') {
            return !stack.isEmpty() && (text.charAt(stack.pop().bracket()) == '{') == (c == '}');
        } else if (c == ',' && !stack.isEmpty()) {
            stack.push(new Open(stack.pop().bracket(), i + 1, -1));
        } else if (c == ':' && !stack.isEmpty() && stack.peek().colon() < 0) {
            Open open = stack.pop();
            stack.push(new Open(open.bracket(), open.start(), i));
        }
        return true;
    }

    /** One past what begins at a character: a text in quotes, a comment, else the character itself; -1 for no end. */
    private int token(int from) {
        char c = text.charAt(from);
        if (c == '#' && (from == 0 || Character.isWhitespace(text.charAt(from - 1)))) {
            int end = text.indexOf('\n', from);
            return end < 0 ? text.length() : end;
        }
        if (c != '"' && (c != '\'' || !opensValue(from))) {
            return from + 1;
        }
        int i = from + 1;
        while (i < text.length() && text.charAt(i) != c) {
            i += c == '"' && text.charAt(i) == '\\' ? 2 : 1;
        }
        return i < text.length() ? i + 1 : -1;
    }

    private boolean opensValue(int quote) {
        int before = quote - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
            before--;
        }
        return before >= 0 && "{[,:".indexOf(text.charAt(before)) >= 0;
    }
}
