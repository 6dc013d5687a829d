package dev.weft.definitions.parse;

import dev.weft.definitions.action.Bounds;
import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.duration.DurationWords;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Durations;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.size.SizeText;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a task, along the shape of its action's record: names, what is required, words, types of what is
 * written out. What an expression gives is checked when it is known.
 */
final class ParameterParser {
    /** Stands for a condition that is there but wrong, so that it isn't said to be missing. */
    private static final Expression UNREADABLE = new Expression("true");

    private final Parsing parsing;
    private final TemplateReader templates;
    private final Map<String, Expression> conditions = new LinkedHashMap<>();

    ParameterParser(Parsing parsing, TemplateReader templates) {
        this.parsing = parsing;
        this.templates = templates;
    }

    /** Parameters that are bare CEL, by JSON pointer below the parameters. */
    Map<String, Expression> conditions() {
        return conditions;
    }

    /**
     * All parameters.
     *
     * @param node {@code null} where there are none
     * @param owner what a missing one is reported at
     */
    Template.Fields parse(Shape.Fields shape, @Nullable Node node, Node owner) {
        if (node == null || node instanceof ScalarNode scalar && scalar.isNull()) {
            missing(shape, Map.of(), owner);
            return new Template.Fields(Map.of());
        }
        if (!(node instanceof MapNode map)) {
            parsing.mismatch("parameters", "a map", node, "Write the parameters by name.");
            return new Template.Fields(Map.of());
        }
        return fields(shape, map, owner, "");
    }

    private Template.Fields fields(Shape.Fields shape, MapNode map, Node owner, String pointer) {
        Map<String, Template> values = new LinkedHashMap<>();
        for (MapNode.Entry entry : map.entries().values()) {
            Shape.Field field = shape.field(entry.key().text()).orElse(null);
            if (field != null && field.later()) {
                parsing.later(entry.key(), "the parameter \"" + field.name() + '"');
            }
            UnitInName unit = field == null ? unit(shape, entry) : null;
            if (field == null) {
                unknown(shape, entry, unit);
                field = unit == null ? meant(shape, entry.key().text(), map) : null;
            }
            if (unit != null && unit.value().isPresent()) {
                values.putIfAbsent(
                        unit.field(), new Template.Literal(unit.value().get()));
                continue;
            }
            String name = field == null ? entry.key().text() : field.name();
            String below = below(pointer, name);
            if (field == null) {
                templates.name(
                        entry.key(), pointer.isEmpty() ? "Write the name of the parameter." : TemplateReader.WHOLE_MAP);
                values.put(name, templates.any(entry.value()));
            } else if (field.cel()) {
                Expression expression = templates.bare(name, entry.value(), field.sees());
                conditions.put(below, expression == null ? UNREADABLE : expression);
            } else if (!(field.nullable() && entry.value() instanceof ScalarNode scalar && scalar.isNull())) {
                Node given = WrittenSchemas.in(field.written(), entry.value());
                values.put(
                        name,
                        value(
                                field.shape(),
                                ParameterName.of(field, Useless.beside(shape, field, map)),
                                given,
                                entry.key(),
                                below));
            } else {
                values.put(name, new Template.Literal(null));
            }
        }
        missing(shape, map.entries(), owner);
        return new Template.Fields(values);
    }

    /** The parameter that a name means together with the unit of its value; {@code null} for none. */
    static @Nullable UnitInName unit(Shape.Fields shape, MapNode.Entry entry) {
        return shape.rest() != null
                ? null
                : UnitInName.of(
                                entry.key().text(),
                                entry.value(),
                                name -> shape.field(name)
                                        .map(ParameterParser::measure)
                                        .orElse(null))
                        .orElse(null);
    }

    private static UnitInName.@Nullable Measure measure(Shape.Field field) {
        if (field.shape() == Shape.Scalar.DURATION) {
            return UnitInName.Measure.DURATION;
        }
        Bounds bounds = field.written().getAnnotation(Bounds.class);
        return bounds != null && bounds.pattern().equals(SizeText.PATTERN) ? UnitInName.Measure.SIZE : null;
    }

    // A misspelt parameter is read as the one that is meant, so that nothing is said that only follows from the
    // spelling.
    private static Shape.@Nullable Field meant(Shape.Fields shape, String written, MapNode map) {
        String nearest = shape.rest() != null
                ? null
                : Suggestion.nearest(
                        written, shape.fields().stream().map(Shape.Field::name).toList());
        return nearest == null || map.entries().containsKey(nearest)
                ? null
                : shape.field(nearest).orElse(null);
    }

    private void missing(Shape.Fields shape, Map<String, MapNode.Entry> given, Node owner) {
        List<String> names = shape.fields().stream().map(Shape.Field::name).toList();
        Set<String> meant = new HashSet<>();
        if (shape.rest() == null) {
            given.values().stream()
                    .filter(entry -> !names.contains(entry.key().text()))
                    .forEach(entry -> {
                        UnitInName unit = unit(shape, entry);
                        String name = entry.key().text();
                        meant.add(unit == null ? String.valueOf(Suggestion.nearest(name, names)) : unit.field());
                    });
        }
        for (Shape.Field field : shape.fields()) {
            if (field.required() && !given.containsKey(field.name()) && !meant.contains(field.name())) {
                parsing.error(
                        ProblemCode.MISSING_PARAMETER,
                        owner,
                        "Expected the parameter \"" + field.name() + "\", but it isn't there",
                        hint(field));
            }
        }
    }

    private static String below(String pointer, String name) {
        return pointer + '/' + name.replace("~", "~0").replace("/", "~1");
    }

    private static String hint(Shape.Field field) {
        return field.example().isEmpty()
                ? field.doc()
                : field.doc() + " For example " + field.name() + ": " + field.example();
    }

    private void unknown(Shape.Fields shape, MapNode.Entry entry, @Nullable UnitInName unit) {
        if (shape.rest() != null) {
            return;
        }
        List<String> names = shape.fields().stream().map(Shape.Field::name).toList();
        String name = entry.key().text();
        parsing.error(
                ProblemCode.UNKNOWN_PARAMETER,
                entry.key(),
                "Expected a parameter of the action, but found \"" + name + '"',
                unit != null
                        ? unit.cure()
                        : Suggestion.didYouMean(
                                name,
                                names,
                                TaskFields.CALLING.field(name).isPresent()
                                        ? "It is a field of the task: write it beside parameters, not inside."
                                        : names.isEmpty()
                                                ? "There are none."
                                                : "There are " + Suggestion.list(names) + "."));
    }

    private Template value(Shape shape, ParameterName name, Node node, Node owner, String pointer) {
        if (node instanceof ScalarNode scalar && scalar.isText()) {
            Template template = templates.scalar(scalar, name.time() ? ExpressionSite.Result.TIME : result(shape));
            if (!(template instanceof Template.Literal literal)) {
                embedded(shape, name, template, scalar);
                return template;
            }
            String meant = literal(shape, name, scalar, String.valueOf(literal.value()));
            return meant == null ? template : new Template.Literal(meant);
        }
        return switch (shape) {
            case Shape.Fields fields ->
                node instanceof MapNode map ? fields(fields, map, owner, pointer) : wrong(shape, name, node);
            case Shape.Items items ->
                node instanceof ListNode list ? items(items, name, list, pointer) : wrong(shape, name, node);
            case Shape.Entries entries ->
                node instanceof MapNode map ? entries(entries, name, map, pointer) : wrong(shape, name, node);
            case Shape.Choice choice -> wrong(choice, name, node);
            case Shape.Scalar scalar -> fits(scalar, node) ? templates.any(node) : wrong(scalar, name, node);
        };
    }

    /** What an expression in the place of a value must give. */
    private static ExpressionSite.Result result(Shape shape) {
        return switch (shape) {
            case Shape.Fields fields -> ExpressionSite.Result.MAP;
            case Shape.Items items ->
                items.item() == Shape.Scalar.TEXT ? ExpressionSite.Result.TEXTS : ExpressionSite.Result.LIST;
            case Shape.Entries entries -> ExpressionSite.Result.MAP;
            case Shape.Choice choice -> ExpressionSite.Result.TEXT;
            case Shape.Scalar scalar ->
                switch (scalar) {
                    case TEXT -> ExpressionSite.Result.TEXT;
                    case WHOLE -> ExpressionSite.Result.WHOLE;
                    case NUMBER -> ExpressionSite.Result.NUMBER;
                    case BOOLEAN -> ExpressionSite.Result.TRUTH;
                    case DURATION -> ExpressionSite.Result.DURATION;
                    case ANY -> ExpressionSite.Result.ANY;
                };
        };
    }

    private Template items(Shape.Items shape, ParameterName name, ListNode list, String pointer) {
        List<Template> values = new ArrayList<>();
        for (Node item : list.items()) {
            values.add(value(shape.item(), name.item(), item, item, pointer + '/' + values.size()));
        }
        return new Template.Items(values);
    }

    private Template entries(Shape.Entries shape, ParameterName name, MapNode map, String pointer) {
        Map<String, Template> values = new LinkedHashMap<>();
        map.entries().forEach((key, entry) -> {
            templates.name(entry.key(), TemplateReader.WHOLE_MAP);
            values.put(key, value(shape.value(), name.entry(key), entry.value(), entry.key(), below(pointer, key)));
        });
        return new Template.Fields(values);
    }

    private static boolean fits(Shape.Scalar shape, Node node) {
        Object value = node instanceof ScalarNode scalar ? scalar.value() : node;
        return switch (shape) {
            case ANY -> true;
            case TEXT, DURATION -> false;
            case WHOLE -> value instanceof Long || value instanceof Double number && number == Math.rint(number);
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
        };
    }

    private Template wrong(Shape shape, ParameterName name, Node node) {
        parsing.error(
                ProblemCode.PARAMETER_TYPE,
                node,
                "Expected " + shape.describe() + " for \"" + name.name() + "\", but found " + node.describe(),
                name.cure(shape, node));
        return templates.any(node);
    }

    /** What is meant by a text that is wrong, so that what else is wrong is said, too; {@code null} for the text itself. */
    private @Nullable String literal(Shape shape, ParameterName name, ScalarNode node, String text) {
        return switch (shape) {
            case Shape.Choice choice -> choice.names().contains(text) ? null : choice(choice, name, node, text);
            case Shape.Scalar scalar ->
                switch (scalar) {
                    case TEXT, ANY -> null;
                    case DURATION -> duration(name.name(), node, text);
                    case WHOLE, NUMBER, BOOLEAN -> mistyped(shape, name, node);
                };
            case Shape.Fields fields -> mistyped(fields, name, node);
            case Shape.Items items -> mistyped(items, name, node);
            case Shape.Entries entries -> mistyped(entries, name, node);
        };
    }

    private @Nullable String mistyped(Shape shape, ParameterName name, ScalarNode node) {
        wrong(shape, name, node);
        return null;
    }

    private @Nullable String choice(Shape.Choice choice, ParameterName name, ScalarNode node, String text) {
        parsing.error(
                ProblemCode.PARAMETER_VALUE,
                node,
                "Expected " + Suggestion.list(choice.names()) + " for \"" + name.name() + "\", but found \"" + text
                        + '"',
                name.useless() != null
                        ? name.useless()
                        : Synonyms.didYouMean(
                                text,
                                choice.names(),
                                "Write one of these words, such as " + name.name() + ": "
                                        + choice.names().getFirst() + '.'));
        return Synonyms.meant(text, choice.names());
    }

    private @Nullable String duration(String name, ScalarNode node, String text) {
        try {
            Durations.parse(text);
            return null;
        } catch (IllegalArgumentException e) {
            Optional<String> meant = DurationWords.meant(text);
            parsing.error(
                    ProblemCode.DURATION,
                    node,
                    String.valueOf(e.getMessage()).replace(", but found", " for \"" + name + "\", but found"),
                    meant.map(duration -> "Did you mean " + duration + "?")
                            .orElse("Write a number with a unit, such as 500ms, 90s, 1h30m or 7d."));
            return meant.orElse(null);
        }
    }

    // Text around an expression makes text; a structure or number can't come of it.
    private void embedded(Shape shape, ParameterName name, Template template, ScalarNode node) {
        boolean text = template instanceof Template.Text;
        boolean takesText = switch (shape) {
            case Shape.Scalar scalar ->
                scalar == Shape.Scalar.TEXT || scalar == Shape.Scalar.ANY || scalar == Shape.Scalar.DURATION;
            case Shape.Choice choice -> true;
            case Shape.Fields fields -> false;
            case Shape.Items items -> false;
            case Shape.Entries entries -> false;
        };
        if (text && !takesText) {
            parsing.error(
                    ProblemCode.PARAMETER_TYPE,
                    node,
                    "Expected " + shape.describe() + " for \"" + name.name()
                            + "\", but found text with an expression inside",
                    "Make the whole value one ${{ }}.");
        }
    }
}
