package dev.weft.definitions.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in which an expression may be meant, though it isn't marked as one: <code>{{ inputs.source }}</code>, or {@code
 * inputs.source} and nothing else.
 *
 * @param site of what stands in the brackets, if there are any; it begins where they open
 * @param end where they have closed, in the text of the scalar
 * @param common whether a single name in such brackets is common in other languages, and says nothing
 */
public record Unmarked(ExpressionSite site, int end, boolean common) {
    // Two braces are of templates; a dollar and a brace, or parentheses, of shells and scripts.
    private static final Pattern TEMPLATE = Pattern.compile("(?<![$\\\\{])\\{\\{([^{}]{1,200})}}");
    private static final List<Pattern> SCRIPTS = List.of(
            Pattern.compile("\\$\\{([^{}]{1,200})}"),
            Pattern.compile("\\$\\(\\(([^()]{1,200})\\)\\)"),
            Pattern.compile("\\$\\(([^()]{1,200})\\)"));

    private static final String NAME = "(?:\\.[A-Za-z_]\\w*|\\[(?:\\d+|'[^']*'|\"[^\"]*\")])";
    private static final Pattern SECRET = Pattern.compile("secrets\\.[A-Z][A-Z0-9_]*");
    private static final Pattern VALUE =
            Pattern.compile("inputs" + NAME + "+|tasks" + NAME + "\\.(?:output|error|status)" + NAME + "*");

    /** Whether it is in no brackets: the path of a value, which the whole text is. */
    public boolean isBare() {
        return site.scalar().text().startsWith(site.expression().text(), site.start());
    }

    /** Whether a text is the path of a value and nothing else. */
    static boolean isReference(String text, boolean secrets) {
        String path = text.strip();
        return VALUE.matcher(path).matches() || secrets && SECRET.matcher(path).matches();
    }

    /** Where it was found. */
    record Found(int start, int end, String expression, boolean common) {}

    /** What stands in a stretch of a text. */
    static List<Found> find(String text, int start, int end) {
        List<Found> found = new ArrayList<>();
        if (text.indexOf('{', start) >= 0) {
            find(TEMPLATE, text, start, end, false, found);
        }
        if (text.indexOf('$', start) >= 0) {
            SCRIPTS.forEach(pattern -> find(pattern, text, start, end, true, found));
        }
        return found;
    }

    private static void find(Pattern pattern, String text, int start, int end, boolean common, List<Found> found) {
        Matcher matcher = pattern.matcher(text).region(start, end).useTransparentBounds(true);
        while (matcher.find()) {
            String expression = matcher.group(1).strip();
            if (!expression.isEmpty()) {
                found.add(new Found(matcher.start(), matcher.end(), expression, common));
            }
        }
    }
}
