package dev.weft.cli.cases;

import java.util.regex.Pattern;

/**
 * Which tasks a test means: {@code draft}, {@code block.draft}, one item {@code loop[0].draft}, every item {@code
 * loop[*].draft}, and of another definition {@code child/draft}. Without a place in brackets all items and turns are meant.
 *
 * @param workflow id of the definition
 * @param path as written, without the definition
 */
public record TaskPath(String workflow, String path) {
    private static final Pattern PLACES = Pattern.compile("\\[[^\\]]*]|~[0-9]+");
    private static final Pattern NUMBERS = Pattern.compile("\\[[0-9]+]");

    /** Out of what an author writes. */
    public static TaskPath of(String text, String workflow) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new TaskPath(workflow, text)
                : new TaskPath(text.substring(0, slash), text.substring(slash + 1));
    }

    /** As the definition has it: without items, turns and earlier attempts. */
    public String planned() {
        return planned(path);
    }

    /** The path of a definition's task out of that of an item or turn. */
    public static String planned(String path) {
        return path.indexOf('[') < 0 && path.indexOf('~') < 0
                ? path
                : PLACES.matcher(path).replaceAll("");
    }

    /** Whether each item and turn counts for itself. */
    public boolean isEach() {
        return path.contains("[*]");
    }

    /** How exactly it says what is meant: of several that match, the highest counts. */
    public int exactness() {
        return isEach() ? 1 : path.indexOf('[') >= 0 ? 2 : 0;
    }

    /** Whether a task of a run is meant. */
    public boolean matches(String otherWorkflow, String otherPath) {
        return workflow.equals(otherWorkflow) && matches(otherPath);
    }

    private boolean matches(String other) {
        if (other.equals(path)) {
            return true;
        }
        if (isEach()) {
            return NUMBERS.matcher(other).replaceAll("[*]").equals(path);
        }
        return path.indexOf('[') < 0 && planned(other).equals(path);
    }
}
