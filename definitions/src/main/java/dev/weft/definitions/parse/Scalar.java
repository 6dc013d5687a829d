package dev.weft.definitions.parse;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that must be known when a definition is read: text, words, numbers. */
final class Scalar {
    private static final String OPEN = "${{";
    private static final String ESCAPED = "$${{";

    private Scalar() {}

    /** Text without expressions, or {@code null} where it is absent or wrong. */
    static @Nullable String text(Parsing parsing, String field, @Nullable Node node) {
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || !scalar.isText()) {
            boolean literal = node instanceof ScalarNode one && !one.isNull();
            parsing.mismatch(
                    field,
                    "text",
                    node,
                    literal ? "Put it in quotes if it is text." : "Write some text, or remove it.");
            return null;
        }
        String text = scalar.text();
        if (!text.contains(OPEN)) {
            return text;
        }
        String unescaped = text.replace(ESCAPED, "\0");
        if (unescaped.contains(OPEN)) {
            noExpression(parsing, field, scalar);
            return null;
        }
        return unescaped.replace("\0", OPEN);
    }

    /** One of some words, or {@code null} where it is absent or wrong. */
    static @Nullable String word(Parsing parsing, String field, @Nullable Node node, Form.Choice choice) {
        if (node != null && !(node instanceof ScalarNode scalar && scalar.isText())) {
            parsing.mismatch(field, Suggestion.list(choice.words()), node, example(field, choice));
            return null;
        }
        String text = text(parsing, field, node);
        if (text == null || node == null || choice.words().contains(text)) {
            return text;
        }
        parsing.error(
                ProblemCode.VALUE,
                node,
                "Expected " + Suggestion.list(choice.words()) + " for " + field + ", but found \"" + text + '"',
                Synonyms.didYouMean(text, choice.words(), example(field, choice)));
        return null;
    }

    private static String example(String field, Form.Choice choice) {
        return "Write one of these words, such as " + field + ": "
                + choice.words().getFirst() + '.';
    }

    /**
     * The constant that one of some words means.
     *
     * @param byDefault where the word is absent or wrong
     */
    static <E extends Enum<E>> E constant(
            Parsing parsing, String field, @Nullable Node node, Form.Choice choice, E byDefault) {
        String word = word(parsing, field, node, choice);
        return word == null ? byDefault : Enum.valueOf(byDefault.getDeclaringClass(), word.toUpperCase(Locale.ROOT));
    }

    /** A whole number within bounds, or {@code null} where it is absent or wrong. */
    static @Nullable Long whole(Parsing parsing, String field, @Nullable Node node, Form.Whole form) {
        if (node == null || refusesExpression(parsing, field, node)) {
            return null;
        }
        if (node instanceof ScalarNode scalar && scalar.value() instanceof Long number) {
            if (number >= form.min() && number <= form.max()) {
                return number;
            }
            parsing.error(
                    ProblemCode.VALUE,
                    node,
                    "Expected a whole number from " + form.min() + " to " + form.max() + " for " + field
                            + ", but found " + number,
                    "Write " + form.min() + " to " + form.max() + ", or leave it out.");
            return null;
        }
        parsing.mismatch(
                field, "a whole number", node, "Write " + form.min() + " to " + form.max() + ", without quotes.");
        return null;
    }

    /** A number within bounds, or {@code null} where it is absent or wrong. */
    static @Nullable Double decimal(Parsing parsing, String field, @Nullable Node node, Form.Decimal form) {
        if (node == null || refusesExpression(parsing, field, node)) {
            return null;
        }
        if (node instanceof ScalarNode scalar && scalar.value() instanceof Number number) {
            double value = number.doubleValue();
            if (value >= form.min() && value <= form.max()) {
                return value;
            }
            parsing.error(
                    ProblemCode.VALUE,
                    node,
                    "Expected a number " + form.bounds() + " for " + field + ", but found " + scalar.text(),
                    "Write a number " + form.bounds() + ", or leave it out.");
            return null;
        }
        parsing.mismatch(field, "a number", node, "Write a number " + form.bounds() + ", without quotes.");
        return null;
    }

    /** A list of texts; what is wrong of it is left out. A text in its place is read as the list that is meant. */
    static List<ScalarNode> texts(Parsing parsing, String field, @Nullable Node node) {
        List<ScalarNode> texts = new ArrayList<>();
        if (node instanceof ListNode list) {
            for (Node item : list.items()) {
                if (text(parsing, field, item) != null && item instanceof ScalarNode scalar) {
                    texts.add(scalar);
                }
            }
        } else if (node != null && !refusesExpression(parsing, field, node)) {
            if (node instanceof ScalarNode scalar
                    && scalar.isText()
                    && !scalar.text().isBlank()) {
                parsing.mismatch(field, "a list", node, "Write [" + scalar.text() + "].");
                texts.addAll(Made.items(scalar));
            } else {
                parsing.mismatch(field, "a list", node, "Write a list, such as [a, b].");
            }
        }
        return texts;
    }

    /** A map of texts; what is wrong of it is left out. */
    static Map<String, String> textMap(Parsing parsing, String field, @Nullable Node node) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node instanceof MapNode map) {
            map.entries().forEach((name, entry) -> {
                String text = text(parsing, field + "." + name, entry.value());
                if (text != null) {
                    texts.put(name, text);
                }
            });
        } else if (node != null) {
            parsing.mismatch(field, "a map", node, "Write names and texts, such as {team: content}.");
        }
        return texts;
    }

    private static boolean refusesExpression(Parsing parsing, String field, Node node) {
        if (node instanceof ScalarNode scalar
                && scalar.isText()
                && scalar.text().contains(OPEN)) {
            noExpression(parsing, field, scalar);
            return true;
        }
        return false;
    }

    private static void noExpression(Parsing parsing, String field, ScalarNode scalar) {
        parsing.error(
                ProblemCode.NO_EXPRESSION_HERE,
                scalar,
                "Expected a value that is known before a run for " + field + ", but found an expression",
                field.equals("secret")
                        ? "Write the name of the secret alone, such as secret: HOOK."
                        : "Write the value itself; $${{ stands for the characters ${{.");
    }
}
