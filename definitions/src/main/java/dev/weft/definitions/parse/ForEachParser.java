package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.ForEach;
import dev.weft.definitions.model.Tolerance;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code for_each}: a task once for each item. */
final class ForEachParser {
    /** Names that mean something else, so that no item can be called so. */
    static final List<String> TAKEN = List.of(
            "inputs", "tasks", "run", "now", "secrets", "output", "index", "turn", "event", "request", "schedule");

    private static final String IDENTIFIER = "[A-Za-z_][A-Za-z0-9_]*";

    static final Construct CONSTRUCT = new Construct(
            "for_each",
            List.of(
                    Field.required(
                            "in",
                            Form.Simple.COLLECTION,
                            "A list, or a map of lists for every combination of their items."),
                    Field.optional("where", Form.Simple.CEL, "Bare CEL; false leaves the item out."),
                    Field.optional(
                            "as",
                            new Form.Pattern(IDENTIFIER, TAKEN),
                            "What expressions call the item; default `item`."),
                    Field.optional(
                            "max_concurrent",
                            new Form.Whole(1, Integer.MAX_VALUE, true),
                            "Items at once; by default no bound."),
                    Field.optional(
                            "batch",
                            new Form.Whole(1, Integer.MAX_VALUE, true),
                            "Items per call; the item is then a list of them."),
                    Field.optional(
                            "tolerate",
                            Form.Simple.TOLERANCE,
                            "Items that may fail: a number, or a percentage such as `10%`; default `0`.")),
            () -> TaskFields.TASK,
            OtherName.OF_FOR_EACH);

    private ForEachParser() {}

    static @Nullable ForEach parse(Parsing parsing, String path, MapNode.@Nullable Entry entry) {
        MapNode map = parsing.open(entry, CONSTRUCT);
        if (map == null) {
            return null;
        }
        TemplateReader whole = TemplateReader.of(parsing, ExpressionSite.Place.WHOLE, path);
        TemplateReader item = TemplateReader.of(parsing, ExpressionSite.Place.WHERE, path);
        Settings settings = new Settings(parsing, whole);
        Template in = in(parsing, whole, map.get("in"));
        Expression filter = item.bare("where", map.get("where"));
        String as = as(parsing, map.get("as"));
        Setting<Integer> maxConcurrent = settings.count("max_concurrent", map.get("max_concurrent"));
        Setting<Integer> batch = settings.count("batch", map.get("batch"));
        if (batch == null && map.get("batch") != null) {
            // Of what is in the loop that is said which follows from a list of items.
            batch = new Setting.Fixed<>(1);
        }
        Setting<Tolerance> tolerate = settings.tolerance("tolerate", map.get("tolerate"));
        return in == null
                ? null
                : new ForEach(
                        in,
                        filter,
                        as,
                        maxConcurrent,
                        batch,
                        tolerate == null ? new Setting.Fixed<>(Tolerance.NONE) : tolerate);
    }

    private static @Nullable Template in(Parsing parsing, TemplateReader templates, @Nullable Node node) {
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar) {
            Template template = templates.scalar(scalar, ExpressionSite.Result.COLLECTION);
            if (template instanceof Template.Computed) {
                return template;
            }
            parsing.mismatch(
                    "in", "a list or a map of lists", node, "Write [a, b], or one whole ${{ }} that gives a list.");
            return null;
        }
        if (node instanceof MapNode matrix) {
            matrix.entries().values().forEach(entry -> side(parsing, entry));
        }
        return templates.any(node);
    }

    private static void side(Parsing parsing, MapNode.Entry entry) {
        boolean computed = entry.value() instanceof ScalarNode scalar
                && scalar.isText()
                && scalar.text().strip().startsWith("${{");
        if (!(entry.value() instanceof ListNode) && !computed) {
            parsing.mismatch(entry.key().text(), "a list", entry.value(), "A matrix is a map from names to lists.");
        }
    }

    private static String as(Parsing parsing, @Nullable Node node) {
        String as = Scalar.text(parsing, "as", node);
        if (as == null || node == null) {
            return ForEach.ITEM;
        }
        if (TAKEN.contains(as)) {
            parsing.error(
                    ProblemCode.VALUE,
                    node,
                    "Expected a name for the item, but found \"" + as + "\", which means something else",
                    "Choose another name, such as as: section.");
            return usable(as);
        } else if (!as.matches(IDENTIFIER)) {
            String usable = usable(as);
            parsing.error(
                    ProblemCode.VALUE,
                    node,
                    "Expected a name for the item, but found \"" + as + '"',
                    "Write letters, digits and _, such as as: " + usable + ".");
            return usable;
        }
        return as;
    }

    // What is said of the expressions goes on from the name that is advised.
    private static String usable(String as) {
        String words = as.strip().replaceAll("[^A-Za-z0-9_]+", "_");
        String name = words.matches("[0-9].*") ? "_" + words : words;
        return name.isEmpty() || name.equals("_") || TAKEN.contains(name) ? "section" : name;
    }
}
