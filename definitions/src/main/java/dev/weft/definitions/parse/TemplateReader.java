package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.expression.TemplateParser;
import dev.weft.definitions.expression.TemplateParser.Parsed;
import dev.weft.definitions.expression.TemplateParser.Segment;
import dev.weft.definitions.parse.ExpressionSite.Place;
import dev.weft.definitions.parse.ExpressionSite.Result;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values with <code>${{ … }}</code>, and bare CEL: remembers where every expression stands. */
final class TemplateReader {
    /** What to do about an expression in a name of a map that an expression may give. */
    static final String WHOLE_MAP = "Let one expression give the whole map, such as ${{ {inputs.name: 1} }}.";

    private static final String OPEN = "${{";

    private final Parsing parsing;
    private final Place place;
    private final @Nullable String task;
    private final @Nullable String noSecrets;

    /**
     * @param noSecrets where they stood, such as {@code outside of a task's parameters}; {@code null} where they may
     */
    private TemplateReader(Parsing parsing, Place place, @Nullable String task, @Nullable String noSecrets) {
        this.parsing = parsing;
        this.place = place;
        this.task = task;
        this.noSecrets = noSecrets;
    }

    /** A reader of what isn't a task's parameters: secrets have no place there. */
    static TemplateReader of(Parsing parsing, Place place, @Nullable String task) {
        return new TemplateReader(parsing, place, task, "outside of a task's parameters");
    }

    /** A reader of a task's parameters: only an action that works can be given secrets. */
    static TemplateReader ofParameters(Parsing parsing, String task, @Nullable ActionSpec<?> action) {
        String where = action == null || action.trait() == Trait.WORK
                ? null
                : "in parameters of " + action.name() + ", which the run works out itself";
        return new TemplateReader(parsing, Place.ITEM, task, where);
    }

    /** Any value, with expressions anywhere inside. */
    Template any(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case ListNode list ->
                new Template.Items(list.items().stream().map(this::any).toList());
            case MapNode map -> fields(map);
        };
    }

    /** A map of any values. */
    Template.Fields fields(MapNode map) {
        Map<String, Template> fields = new LinkedHashMap<>();
        map.entries().forEach((name, entry) -> {
            name(entry.key(), WHOLE_MAP);
            fields.put(name, any(entry.value()));
        });
        return new Template.Fields(fields);
    }

    /**
     * Looks at a name in a map, which stays what it is: expressions are values.
     *
     * @param cure what to do where one stands in it
     */
    void name(ScalarNode key, String cure) {
        boolean marked = TemplateParser.parse(key.text()).segments().stream()
                .anyMatch(segment -> !(segment instanceof Segment.Plain));
        if (marked) {
            parsing.problems()
                    .warning(
                            ProblemCode.UNMARKED_EXPRESSION,
                            key,
                            "Expected a name without expressions, but found " + key.text()
                                    + ", which stays text as it is",
                            cure);
        }
    }

    /** A single value. */
    Template scalar(ScalarNode scalar) {
        return scalar(scalar, Result.ANY);
    }

    /**
     * A single value.
     *
     * @param result what it must be, where it is one whole expression
     */
    Template scalar(ScalarNode scalar, Result result) {
        if (!scalar.isText() || !scalar.text().contains(OPEN)) {
            unmarked(scalar, 0, scalar.isText() ? scalar.text().length() : 0);
            reference(scalar);
            return new Template.Literal(scalar.value());
        }
        return text(scalar, result);
    }

    /** Bare CEL that is true or false; {@code null} where it is absent or wrong. */
    @Nullable Expression bare(String field, @Nullable Node node) {
        return node == null ? null : bare(field, node, List.of());
    }

    /**
     * Bare CEL.
     *
     * @param sees names that it may use beside those of its place
     */
    @Nullable Expression bare(String field, Node node, List<String> sees) {
        if (!(node instanceof ScalarNode scalar) || scalar.isNull()) {
            parsing.mismatch(field, "an expression", node, "Write bare CEL, such as inputs.draft == false.");
            return null;
        }
        String text = Wrapped.read(parsing.problems(), scalar, field, field);
        if (text == null) {
            return null;
        }
        if (text.isBlank()) {
            parsing.mismatch(field, "an expression", node, "Write bare CEL, such as inputs.draft == false.");
            return null;
        }
        Expression expression = new Expression(text);
        parsing.sites().add(new ExpressionSite(expression, scalar, 0, place, task, Result.BOOLEAN, sees));
        return expression;
    }

    private Template text(ScalarNode scalar, Result result) {
        Parsed parsed = TemplateParser.parse(scalar.text());
        parsed.flaws().forEach(flaw -> Flaws.report(parsing.problems(), scalar, 0, flaw));
        NavigableSet<Integer> wrong =
                parsed.flaws().stream().map(Flaw::offset).collect(Collectors.toCollection(TreeSet::new));
        boolean whole = parsed.segments().size() == 1;
        List<Template.Part> parts = new ArrayList<>(parsed.segments().size());
        for (Segment segment : parsed.segments()) {
            parts.add(
                    switch (segment) {
                        case Segment.Plain plain -> {
                            unmarked(scalar, plain.start(), plain.end());
                            yield new Template.Part.Plain(plain.text());
                        }
                        case Segment.Hole hole -> hole(scalar, hole, isSound(hole, wrong), whole ? result : Result.ANY);
                        case Segment.Secret secret -> secret(scalar, secret);
                    });
        }
        if (parts.size() == 1 && parts.getFirst() instanceof Template.Part.Hole hole) {
            return new Template.Computed(hole.expression());
        }
        if (parts.size() == 1 && parts.getFirst() instanceof Template.Part.Plain plain) {
            return new Template.Literal(plain.text());
        }
        return new Template.Text(parts);
    }

    private static boolean isSound(Segment.Hole hole, NavigableSet<Integer> wrong) {
        Integer first = wrong.ceiling(hole.start());
        return first == null || first >= hole.end();
    }

    private void unmarked(ScalarNode scalar, int start, int end) {
        for (Unmarked.Found found : Unmarked.find(scalar.text(), start, end)) {
            ExpressionSite site = new ExpressionSite(
                    new Expression(found.expression()), scalar, found.start(), place, task, Result.ANY, List.of());
            parsing.unmarked().add(new Unmarked(site, found.end(), found.common()));
        }
    }

    // A text that is the path of a value and nothing else is as good as never meant as it is.
    private void reference(ScalarNode scalar) {
        if (scalar.isText() && Unmarked.isReference(scalar.text(), noSecrets == null)) {
            String text = scalar.text().strip();
            int start = scalar.text().indexOf(text);
            ExpressionSite site =
                    new ExpressionSite(new Expression(text), scalar, start, place, task, Result.ANY, List.of());
            parsing.unmarked().add(new Unmarked(site, start + text.length(), false));
        }
    }

    // Blanks around an expression mean nothing: without them, equal definitions have equal texts.
    private Template.Part hole(ScalarNode scalar, Segment.Hole hole, boolean sound, Result result) {
        String raw = hole.expression().text();
        Expression expression = new Expression(raw.strip());
        if (sound) {
            int start =
                    hole.expressionStart() + raw.length() - raw.stripLeading().length();
            parsing.sites().add(new ExpressionSite(expression, scalar, start, place, task, result, List.of()));
        }
        return new Template.Part.Hole(expression);
    }

    private Template.Part secret(ScalarNode scalar, Segment.Secret secret) {
        if (noSecrets != null) {
            Flaw flaw = new Flaw(
                    secret.start(),
                    secret.end() - secret.start(),
                    Flaw.Kind.SECRET,
                    "Expected no secret " + noSecrets + ", but found one",
                    ProblemCode.SECRET.cure());
            Flaws.report(parsing.problems(), scalar, 0, flaw);
        }
        return new Template.Part.Secret(secret.name());
    }
}
