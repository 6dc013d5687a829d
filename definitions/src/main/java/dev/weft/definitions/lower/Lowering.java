package dev.weft.definitions.lower;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.ExpressionChecker;
import dev.weft.definitions.expression.check.Names;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.Pointer;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is at hand while one definition is lowered, and the values that its fields hold. Not thread safe. */
public final class Lowering {
    private static final int MOST_GUESSES = 200;

    /** So many characters the definitions of a file may have in all, each as canonical JSON. */
    private static final long MOST_OF_A_FILE = 2L * SourceText.MAX_LENGTH;

    private static final Names NO_NAMES = new Names(Map.of(), Map.of());

    private final ProblemCollector problems;
    private final ActionRegistry actions;
    private final Changes changes = new Changes();
    private final SizeBudget file;
    private final SizeBudget size;
    private final Map<String, Optional<Flaw>> syntax = new HashMap<>();
    private int guesses;

    /**
     * @param problems gets everything that is wrong
     * @param actions that there are
     */
    public Lowering(ProblemCollector problems, ActionRegistry actions) {
        this(problems, actions, new SizeBudget(MOST_OF_A_FILE, null));
    }

    private Lowering(ProblemCollector problems, ActionRegistry actions, SizeBudget file) {
        this.problems = problems;
        this.actions = actions;
        this.file = file;
        this.size = new SizeBudget(SourceText.MAX_LENGTH, file);
    }

    /** The lowering of another definition of the same file. */
    public Lowering another() {
        return new Lowering(problems.another(), actions, file);
    }

    /**
     * Counts what was made, as a short document may stand for a very long one.
     *
     * @param characters that it has at least in the canonical document
     */
    public void made(long characters) {
        boolean before = size.isSpent();
        size.spend(characters);
        if (!before && size.isOwn()) {
            tooLarge(
                    "Expected a definition of at most 512 KiB as canonical JSON, what each task gets written out, but found"
                            + " more");
        }
    }

    /** Counts a value before it is read, with every alias as what it stands for. */
    public void made(Node value) {
        made(LeastSize.of(value));
    }

    /** Whether so much was made that it is refused already, and making more makes no sense. */
    public boolean isTooLarge() {
        return size.isSpent();
    }

    /** Says that the definitions of a file are too long in all, though none of them is. */
    public void fileTooLarge() {
        tooLarge(
                "Expected workflows of at most 1024 KiB in all as canonical JSON, what each task gets written out, but found"
                        + " more");
    }

    private void tooLarge(String message) {
        problems.add(
                ProblemCode.TOO_LARGE,
                Severity.ERROR,
                Span.NONE,
                Pointer.ROOT,
                message + ", from a document of " + kib(problems.source().text().length()) + " KiB",
                ProblemCode.TOO_LARGE.cure());
    }

    private static long kib(long characters) {
        return (characters + 1023) / 1024;
    }

    /** What became of a definition; no document where it is too large. */
    public Lowered lowered(String from, Node key, Node document) {
        long least = LeastSize.of(document);
        if (!isTooLarge() && least > SourceText.MAX_LENGTH) {
            tooLarge(
                    "Expected a definition of at most 512 KiB as canonical JSON, aliases written out, but found at least "
                            + kib(least) + " KiB");
        }
        boolean refused = isTooLarge() || least > SourceText.MAX_LENGTH;
        return new Lowered(from, changes.lines(), key, refused ? null : document, problems);
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

    /** What is wrong with the syntax of an expression; the same one is looked at once. */
    Optional<Flaw> syntax(String expression) {
        return syntax.computeIfAbsent(
                expression,
                text -> ExpressionChecker.check(text, NO_NAMES).flaws().stream()
                        .filter(flaw -> flaw.kind() == Flaw.Kind.SYNTAX)
                        .findFirst());
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
