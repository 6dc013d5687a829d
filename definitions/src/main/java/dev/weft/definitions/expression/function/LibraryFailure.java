package dev.weft.definitions.expression.function;

import dev.weft.definitions.expression.value.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What went wrong in a function of CEL's libraries, in an author's words. */
final class LibraryFailure {
    private static final int MOST_SHOWN = 40;
    private static final Pattern PREFIX =
            Pattern.compile("^(evaluation error[^:]*|\\w+ failure|[\\w.]+(Exception|Error)): ");

    private LibraryFailure() {}

    /**
     * «Expected X, but found Y».
     *
     * @param function its name
     * @param arguments the receiver first
     * @param message what the library says
     */
    static String message(String function, @Nullable Object[] arguments, String message) {
        String expected = switch (function) {
            case "int" -> "an integer of 64 bits";
            case "double" -> "a number";
            case "bool" -> "the text true or false";
            case "timestamp" -> "a timestamp such as 2026-01-31T12:00:00Z";
            default -> "";
        };
        if (expected.isEmpty() || arguments.length != 1) {
            String reason = PREFIX.matcher(message).replaceFirst("");
            if (reason.endsWith("out of bounds")) {
                return "Expected places of " + function
                        + " within its text, from 0, the first one first, but found others";
            }
            return reason.startsWith("Expected ")
                    ? reason
                    : "Expected values that " + function + " can take, but found others: " + reason;
        }
        return "Expected " + expected + ", but found " + shown(arguments[0]);
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof String text) {
            return "«" + (text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text) + "»";
        }
        return value instanceof Number number ? number.toString() : Kind.words(value);
    }
}
