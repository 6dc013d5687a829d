package dev.weft.definitions.parse;

import dev.weft.definitions.model.Task;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What ids look like. */
public final class Ids {
    /** Of a definition. */
    public static final Pattern DEFINITION = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    /** Of a task, input or output. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");

    /** What the keys of tasks look like. */
    static final Form.Pattern TASKS = new Form.Pattern(NAME.pattern(), List.of(Task.FALLBACK, Task.COMPENSATE));

    private Ids() {}

    /** Reports a name that is none. */
    static boolean check(Parsing parsing, String what, ScalarNode id, Pattern pattern) {
        if (pattern.matcher(id.text()).matches()) {
            return true;
        }
        boolean definition = pattern == DEFINITION;
        parsing.error(
                ProblemCode.ID,
                id,
                "Expected " + what + " of " + (definition ? "lower-case letters" : "letters")
                        + ", digits, _ and -, at most 63 of them and a letter"
                        + (definition ? "" : " or _") + " first, but found \"" + id.text() + '"',
                "Write, for example, " + slug(id.text(), definition) + ".");
        return false;
    }

    private static String slug(String text, boolean lower) {
        String words = (lower ? text.toLowerCase(Locale.ROOT) : text)
                .strip()
                .replaceAll("[^A-Za-z0-9_-]+", "-")
                .replaceAll((lower ? "^[^a-z]+" : "^[^A-Za-z_]+") + "|-+$", "");
        String slug = words.isEmpty() ? "my-id" : words;
        return slug.length() <= 63 ? slug : slug.substring(0, 63);
    }
}
