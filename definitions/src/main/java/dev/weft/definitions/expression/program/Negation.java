package dev.weft.definitions.expression.program;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How {@code not} is written. */
final class Negation {
    private static final Pattern MEMBERSHIP = Pattern.compile("\\s*in\\s.*", Pattern.DOTALL);
    private static final Pattern PATH =
            Pattern.compile("\\s*([\\w.\\[\\]']{1,100})\\s*(?:(?:and|or|&&|\\|\\|).*)?", Pattern.DOTALL);
    private static final Pattern SINGLE = Pattern.compile("(?s)(?!.*(?:\\band\\b|\\bor\\b|&&|\\|\\|)).{1,100}");

    private Negation() {}

    /**
     * What to write.
     *
     * @param start where the word begins
     * @param end where it ends
     */
    static String cure(String text, int start, int end) {
        String rest = text.substring(end);
        if (MEMBERSHIP.matcher(rest).matches() && !text.substring(0, start).isBlank()) {
            return "Write !(a in b)";
        }
        Matcher path = PATH.matcher(rest);
        if (path.matches()) {
            return "Write !" + path.group(1);
        }
        return SINGLE.matcher(rest).matches() ? "Write !(" + rest.strip() + ")" : "Write !(…) around what follows";
    }
}
