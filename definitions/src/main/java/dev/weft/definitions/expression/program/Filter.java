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

    private Filter() {}

    /** What to write instead of what a stroke stands before. */
    static String cure(String text, int stroke) {
        Matcher operand = OPERAND.matcher(text.substring(Math.max(0, stroke - LONGEST), stroke));
        Matcher call = CALL.matcher(text.substring(stroke, Math.min(text.length(), stroke + LONGEST)));
        if (!call.find()) {
            return "Write ||";
        }
        List<String> arguments = new ArrayList<>();
        if (operand.find()) {
            arguments.add(operand.group(1));
            if (call.group(2) != null && !call.group(2).isBlank()) {
                arguments.add(call.group(2).strip());
            }
        }
        String usage = Usage.of(call.group(1), arguments);
        return usage.isEmpty() ? "To call a function write it after a dot: name.trim()" : usage;
    }
}
