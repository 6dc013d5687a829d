package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.ScalarPlaces;
import dev.weft.definitions.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values with <code>${{ … }}</code>. A <code>$${{</code> stands for the characters themselves; a hole ends at the first
 * <code>}}</code> that is neither in a CEL string nor closes braces of the expression's own.
 */
final class TemplateParser {
    private static final String OPEN = "${{";
    private static final Pattern SECRET = Pattern.compile("secrets\\.([A-Za-z_][A-Za-z0-9_]*)");

    private final Parsing parsing;
    private final ExpressionSite.Place place;
    private final @Nullable String task;
    private final boolean secrets;

    /**
     * @param secrets whether secrets may be referred to
     */
    TemplateParser(Parsing parsing, ExpressionSite.Place place, @Nullable String task, boolean secrets) {
        this.parsing = parsing;
        this.place = place;
        this.task = task;
        this.secrets = secrets;
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

    private Template.Fields fields(MapNode map) {
        Map<String, Template> fields = new LinkedHashMap<>();
        map.entries().forEach((name, entry) -> fields.put(name, any(entry.value())));
        return new Template.Fields(fields);
    }

    /** A single value. */
    Template scalar(ScalarNode scalar) {
        if (!scalar.isText() || !scalar.text().contains(OPEN)) {
            return new Template.Literal(scalar.value());
        }
        return text(scalar);
    }

    /** Bare CEL. */
    @Nullable Expression bare(String field, Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.isNull()) {
            parsing.mismatch(field, "an expression", node, "Write bare CEL, such as inputs.draft == false.");
            return null;
        }
        String text = scalar.text();
        if (text.strip().startsWith(OPEN)) {
            String inner = text.strip()
                    .substring(OPEN.length())
                    .replaceFirst("\\}\\}$", "")
                    .strip();
            parsing.error(
                    ProblemCode.BARE_EXPRESSION,
                    scalar,
                    "Expected bare CEL for " + field + ", but found ${{ }}",
                    "Write it without: " + field + ": " + inner);
            return null;
        }
        if (text.isBlank()) {
            parsing.mismatch(field, "an expression", node, "Write bare CEL, such as inputs.draft == false.");
            return null;
        }
        Expression expression = new Expression(text);
        parsing.sites().add(new ExpressionSite(expression, scalar, 0, place, task, ExpressionSite.Result.BOOLEAN));
        return expression;
    }

    private Template text(ScalarNode scalar) {
        String text = scalar.text();
        List<Template.Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf(OPEN, at);
            if (open < 0) {
                plain.append(text, at, text.length());
                break;
            }
            if (open > at && text.charAt(open - 1) == '$') {
                plain.append(text, at, open - 1).append(OPEN);
                at = open + OPEN.length();
                continue;
            }
            plain.append(text, at, open);
            int close = HoleEnd.find(text, open + OPEN.length());
            if (close < 0) {
                flaw(
                        ProblemCode.UNCLOSED,
                        scalar,
                        open,
                        open + OPEN.length(),
                        "Expected }} after ${{, but found none",
                        ProblemCode.UNCLOSED.cure());
                return new Template.Literal(text);
            }
            if (!plain.isEmpty()) {
                parts.add(new Template.Part.Plain(plain.toString()));
                plain.setLength(0);
            }
            parts.add(hole(scalar, open + OPEN.length(), close));
            at = close + 2;
        }
        if (!plain.isEmpty()) {
            parts.add(new Template.Part.Plain(plain.toString()));
        }
        if (parts.size() == 1 && parts.getFirst() instanceof Template.Part.Hole whole) {
            return new Template.Computed(whole.expression());
        }
        if (parts.stream().allMatch(Template.Part.Plain.class::isInstance)) {
            StringBuilder all = new StringBuilder();
            parts.forEach(part -> all.append(((Template.Part.Plain) part).text()));
            return new Template.Literal(all.toString());
        }
        return new Template.Text(parts);
    }

    private Template.Part hole(ScalarNode scalar, int from, int to) {
        String raw = scalar.text().substring(from, to);
        String text = raw.strip();
        int start = from + raw.indexOf(text);
        Matcher secret = SECRET.matcher(text);
        if (secret.matches()) {
            if (!secrets) {
                flaw(
                        ProblemCode.SECRET,
                        scalar,
                        start,
                        start + text.length(),
                        "Expected no secret outside of a task's parameters, but found " + text,
                        ProblemCode.SECRET.cure());
            }
            return new Template.Part.Secret(secret.group(1));
        }
        if (text.isEmpty()) {
            flaw(
                    ProblemCode.EXPRESSION,
                    scalar,
                    from - OPEN.length(),
                    to + 2,
                    "Expected an expression, but found ${{ }} with nothing inside",
                    "");
        } else {
            parsing.sites()
                    .add(new ExpressionSite(
                            new Expression(text), scalar, start, place, task, ExpressionSite.Result.ANY));
        }
        return new Template.Part.Hole(new Expression(text));
    }

    private void flaw(ProblemCode code, ScalarNode scalar, int from, int to, String message, String hint) {
        int start = ScalarPlaces.offset(parsing.problems().source(), scalar, from);
        int end = ScalarPlaces.offset(parsing.problems().source(), scalar, to);
        parsing.problems()
                .add(code, Severity.ERROR, new Span(start, Math.max(start, end)), scalar.path(), message, hint);
    }
}
