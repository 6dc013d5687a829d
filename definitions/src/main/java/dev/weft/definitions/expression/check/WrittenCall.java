package dev.weft.definitions.expression.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The call of a function as its author wrote it. One pass each. */
final class WrittenCall {
    private static final int LONGEST = 200;

    private final List<String> arguments = new ArrayList<>();
    private int depth;
    private char quote;

    private WrittenCall() {}

    /**
     * The receiver and arguments of a call; none where they can't be told, or are too long to be repeated.
     *
     * @param receiver what stands before the name, with the dot; {@code null} where there is none
     * @param rest what follows the name, from the parenthesis on
     */
    static List<String> arguments(@Nullable String receiver, String rest) {
        WrittenCall call = new WrittenCall();
        if (receiver != null) {
            String before = receiver.strip();
            if (!before.endsWith(".") || !isWhole(before)) {
                return List.of();
            }
            call.arguments.add(before.substring(0, before.length() - 1).strip());
        }
        String text = rest.stripLeading();
        return text.startsWith("(") && call.scan(text.substring(1)) ? List.copyOf(call.arguments) : List.of();
    }

    /** Whether brackets and quotes match up. */
    private static boolean isWhole(String text) {
        WrittenCall call = new WrittenCall();
        for (int at = 0; at < text.length() && call.depth >= 0; at++) {
            call.step(text.charAt(at));
        }
        return call.depth == 0 && call.quote == 0;
    }

    private boolean scan(String text) {
        int from = 0;
        for (int at = 0; at < Math.min(text.length(), LONGEST); at++) {
            char c = text.charAt(at);
            boolean outside = depth == 0 && quote == 0;
            if (outside && (c == ',' || c == ')')) {
                String argument = text.substring(from, at).strip();
                if (!argument.isEmpty()) {
                    arguments.add(argument);
                }
                from = at + 1;
                if (c == ')') {
                    return true;
                }
            }
            step(c);
        }
        return false;
    }

    private void step(char c) {
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if ("([{".indexOf(c) >= 0) {
            depth++;
        } else if (")]}".indexOf(c) >= 0) {
            depth--;
        }
    }
}
