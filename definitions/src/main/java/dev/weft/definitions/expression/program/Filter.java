package dev.weft.definitions.expression.program;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Functions behind a single {@code |}, as templates of other languages call them.
 *
 * <pre>inputs.title | upper   ✗ write inputs.title.upperAscii()</pre>
 */
final class Filter {
    private static final int LONGEST = 200;
    private static final Pattern OPERAND = Pattern.compile("([\\w.]+(?:\\['[\\w-]+'])?)\\s*$");
    private static final Pattern CALL =
            Pattern.compile("^\\|\\s*([A-Za-z_]\\w*)\\s*(?:\\(([^(),]*)\\)|(?![\\w.(\\[]))");

    private static final Pattern NAMED = Pattern.compile("^\\|\\s*([A-Za-z_]\\w*)\\s*\\(");

    private Filter() {}

    /** What to write instead of what a stroke stands before. */
    static String cure(String text, int stroke) {
        Matcher operand = OPERAND.matcher(text.substring(Math.max(0, stroke - LONGEST), stroke));
        Matcher call = CALL.matcher(text.substring(stroke, Math.min(text.length(), stroke + LONGEST)));
        boolean behind = operand.find();
        if (!call.find()) {
            Matcher named = NAMED.matcher(text.substring(stroke, Math.min(text.length(), stroke + LONGEST)));
            return !named.find()
                    ? "Write ||"
                    : "A function is written after a dot: " + (behind ? operand.group(1) : "value") + "."
                            + named.group(1) + "(…)";
        }
        List<String> arguments = new ArrayList<>();
        if (behind) {
            arguments.add(operand.group(1));
            if (call.group(2) != null && !call.group(2).isBlank()) {
                arguments.add(call.group(2).strip());
            }
        }
        String usage = Usage.of(call.group(1), arguments);
        return usage.isEmpty() ? "To call a function write it after a dot: name.trim()" : usage;
    }
}
