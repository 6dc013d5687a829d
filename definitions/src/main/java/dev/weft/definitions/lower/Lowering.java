package dev.weft.definitions.lower;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is at hand while one definition is lowered, and the values that its fields hold. Not thread safe. */
public final class Lowering {
    private static final int MOST_GUESSES = 200;

    private final ProblemCollector problems;
    private final ActionRegistry actions;
    private final Changes changes = new Changes();
    private int guesses;

    /**
     * @param problems gets everything that is wrong
     * @param actions that there are
     */
    public Lowering(ProblemCollector problems, ActionRegistry actions) {
        this.problems = problems;
        this.actions = actions;
    }

    /** The lowering of another definition of the same file. */
    public Lowering another() {
        ProblemCollector others = new ProblemCollector(problems.source());
        others.called(problems.names());
        return new Lowering(others, actions);
    }

    /** Everything that is wrong so far. */
    public ProblemCollector problems() {
        return problems;
    }

    /** The actions that there are. */
    public ActionRegistry actions() {
        return actions;
    }

    /** What was changed so far. */
    public Changes changes() {
        return changes;
    }

    /** Reports an error about a whole node. */
    public void error(ProblemCode code, Node node, String message, String hint) {
        problems.error(code, node, message, hint);
    }

    /** Says that a value is of the wrong kind, where nothing worse is known of it. */
    public void mismatch(String field, String expected, Node found, String hint) {
        if (!problems.hasErrorBelow(found.path())) {
            error(
                    ProblemCode.TYPE,
                    found,
                    "Expected " + expected + " for " + field + ", but found " + found.describe(),
                    hint);
        }
    }

    /**
     * What to do about a name that isn't there: the one that was meant, or the words given. A guess costs a look at every
     * name, so a document that is wrong throughout gets only so many.
     */
    public String guess(String wrong, Collection<String> known, String otherwise) {
        return guesses++ < MOST_GUESSES ? Suggestion.didYouMean(wrong, known, otherwise) : otherwise;
    }

    /** The name that is nearest to one that isn't there, so many times as {@link #guess}; {@code null} for none. */
    public @Nullable String meant(String wrong, Collection<String> known) {
        return guesses++ < MOST_GUESSES ? Suggestion.nearest(wrong, known) : null;
    }

    /** Text that isn't blank, or {@code null} where it is absent or wrong. */
    public @Nullable ScalarNode text(String field, @Nullable Node node) {
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar
                && scalar.isText()
                && !scalar.text().isBlank()) {
            return scalar;
        }
        boolean blank = node instanceof ScalarNode scalar && scalar.isText();
        boolean literal = node instanceof ScalarNode scalar && !scalar.isNull() && !scalar.isText();
        mismatch(
                field,
                blank ? "text that isn't blank" : "text",
                node,
                literal ? "Put it in quotes if it is text." : "");
        return null;
    }

    /**
     * Texts of a list, those that are some; none where it is absent or nothing. A text in its place is read as the list
     * that is meant.
     */
    public List<ScalarNode> texts(String field, @Nullable Node node) {
        List<ScalarNode> texts = new ArrayList<>();
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                ScalarNode text = text(field, item);
                if (text != null) {
                    texts.add(text);
                }
            }
        } else if (node != null && isGiven(node)) {
            if (node instanceof ScalarNode scalar
                    && scalar.isText()
                    && !scalar.text().isBlank()) {
                mismatch(
                        field,
                        "a list",
                        node,
                        scalar.text().equals("all")
                                ? "Write them one by one, such as [a, b]."
                                : "Write [" + scalar.text() + "].");
                texts.addAll(Made.items(scalar));
            } else {
                mismatch(field, "a list", node, "Write a list, such as [a, b].");
            }
        }
        return texts;
    }

    /** Whether a flag is set; {@code otherwise} where it is absent, nothing or wrong. */
    public boolean flag(String field, @Nullable Node node, boolean otherwise) {
        if (node instanceof ScalarNode scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        if (node != null && isGiven(node)) {
            mismatch(
                    field, "true or false", node, "Write " + field + ": true or " + field + ": false, without quotes.");
        }
        return otherwise;
    }

    /** A whole number of at least 1, or {@code null} where it is absent, nothing or wrong. */
    public @Nullable ScalarNode count(String field, @Nullable Node node) {
        if (node instanceof ScalarNode scalar && scalar.value() instanceof Long number) {
            if (number >= 1) {
                return scalar;
            }
            error(
                    ProblemCode.VALUE,
                    node,
                    "Expected a whole number of at least 1 for " + field + ", but found " + number,
                    "Write 1 or more, or leave it out.");
            return null;
        }
        if (node != null && isGiven(node)) {
            mismatch(field, "a whole number of at least 1", node, "");
        }
        return null;
    }

    /** A map, or {@code null} where it is absent, nothing or wrong. */
    public @Nullable MapNode map(String field, @Nullable Node node, String hint) {
        if (node instanceof MapNode map) {
            return map;
        }
        if (node != null && isGiven(node)) {
            mismatch(field, "a map", node, hint);
        }
        return null;
    }

    /** Whether there is a value at all. */
    public static boolean isGiven(@Nullable Node node) {
        return node != null && !(node instanceof ScalarNode scalar && scalar.isNull());
    }
}
