package dev.weft.definitions.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a string of a definition in which <code>${{ … }}</code> may stand.
 *
 * <p>A string that is one whole <code>${{ … }}</code> becomes a {@link Template.Computed}, which keeps the type of its
 * value; one without any a {@link Template.Literal}; any other a {@link Template.Text}. <code>$${{</code> is a literal
 * <code>${{</code>. The end of an expression is the first <code>}}</code> outside of its strings, comments and maps.
 */
public final class TemplateParser {
    private static final String OPEN = "${{";
    private static final String ESCAPED = "$${{";
    private static final Pattern SECRET = Pattern.compile(
            "\\s*secrets\\s*(?:\\.\\s*([A-Za-z_][A-Za-z0-9_]*)|\\[\\s*['\"]([^'\"\\\\]+)['\"]\\s*])\\s*");
    private static final Pattern DASHED_SECRET = Pattern.compile("secrets\\s*\\.\\s*[A-Za-z0-9_]+(-[A-Za-z0-9_]+)+");
    private static final Pattern MENTIONS_SECRETS = Pattern.compile("(?<![\\w.'\"])secrets\\s*[.\\[]");

    private final String text;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private final StringBuilder plain = new StringBuilder();
    private int plainStart;

    private TemplateParser(String text) {
        this.text = text;
    }

    /**
     * A piece of the string.
     *
     * @see Parsed#segments
     */
    public sealed interface Segment {
        /** Where it begins in the string, in UTF-16 code units. */
        int start();

        /** Where the next one begins. */
        int end();

        /** Characters as they are, <code>$${{</code> replaced. */
        record Plain(int start, int end, String text) implements Segment {}

        /**
         * <code>${{ … }}</code>.
         *
         * @param expressionStart where the CEL text begins, without blanks around it: an offset in the expression counts
         *     from here
         */
        record Hole(int start, int end, int expressionStart, Expression expression) implements Segment {}

        /** <code>${{ secrets.NAME }}</code>. */
        record Secret(int start, int end, String name) implements Segment {}
    }

    /**
     * What a string says.
     *
     * @param template to be evaluated; where there are flaws, of what could be read
     * @param segments in order, without gaps
     * @param flaws with offsets in the string; empty when it is right. The expressions themselves are not yet checked
     */
    public record Parsed(Template template, List<Segment> segments, List<Flaw> flaws) {
        public Parsed {
            segments = List.copyOf(segments);
            flaws = List.copyOf(flaws);
        }
    }

    /** Reads a string. Never throws: what is wrong is in the flaws. */
    public static Parsed parse(String text) {
        return new TemplateParser(text).parse();
    }

    private Parsed parse() {
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(ESCAPED, at)) {
                plain.append(OPEN);
                at += ESCAPED.length();
            } else if (text.startsWith(OPEN, at)) {
                endPlain(at);
                at = hole(at);
                plainStart = at;
            } else {
                plain.append(text.charAt(at));
                at++;
            }
        }
        endPlain(at);
        return new Parsed(template(), segments, flaws);
    }

    private void endPlain(int end) {
        if (end > plainStart) {
            segments.add(new Segment.Plain(plainStart, end, plain.toString()));
            plain.setLength(0);
        }
    }

    private int hole(int start) {
        int from = start + OPEN.length();
        HoleEnd found = HoleEnd.find(text, from);
        found.flaw().ifPresent(flaws::add);
        int until = found.expressionEnd();
        String written = text.substring(from, until);
        String expression = written.strip();
        int expressionStart = from + written.indexOf(expression);
        Matcher secret = SECRET.matcher(expression);
        if (secret.matches()) {
            String name = secret.group(1) != null ? secret.group(1) : secret.group(2);
            segments.add(new Segment.Secret(start, found.end(), name));
        } else {
            segments.add(new Segment.Hole(start, found.end(), expressionStart, new Expression(expression)));
            check(start, expressionStart, found, expression);
        }
        return found.end();
    }

    private void check(int start, int expressionStart, HoleEnd found, String expression) {
        if (found.flaw().isPresent()) {
            return;
        }
        if (expression.isBlank()) {
            flaws.add(new Flaw(
                    start,
                    found.end() - start,
                    Flaw.Kind.TEMPLATE,
                    "Expected an expression inside of ${{ }}, but found nothing",
                    "Write an expression, or $${{ where the characters ${{ themselves are meant"));
            return;
        }
        if (DASHED_SECRET.matcher(expression).matches()) {
            String name = expression.substring(expression.indexOf('.') + 1).strip();
            flaws.add(new Flaw(
                    expressionStart,
                    expression.length(),
                    Flaw.Kind.SECRET,
                    "Expected a name without dashes after the dot, but found " + expression
                            + ", which is a subtraction",
                    "Write ${{ secrets['" + name + "'] }}"));
            return;
        }
        Matcher mention = MENTIONS_SECRETS.matcher(expression);
        if (mention.find() && new Expression(expression).references().roots().contains("secrets")) {
            flaws.add(new Flaw(
                    expressionStart + mention.start(),
                    "secrets".length(),
                    Flaw.Kind.SECRET,
                    "Expected a secret to stand alone inside of its ${{ }}, but found it in a larger expression",
                    "Put text around the braces: \"Bearer ${{ secrets.NAME }}\""));
        }
    }

    private Template template() {
        if (segments.isEmpty()) {
            return new Template.Literal("");
        }
        if (segments.size() == 1) {
            return switch (segments.get(0)) {
                case Segment.Plain literal -> new Template.Literal(literal.text());
                case Segment.Hole hole -> new Template.Computed(hole.expression());
                case Segment.Secret secret -> new Template.Text(List.of(new Template.Part.Secret(secret.name())));
            };
        }
        List<Template.Part> parts = new ArrayList<>();
        for (Segment segment : segments) {
            parts.add(
                    switch (segment) {
                        case Segment.Plain literal -> new Template.Part.Plain(literal.text());
                        case Segment.Hole hole -> new Template.Part.Hole(hole.expression());
                        case Segment.Secret secret -> new Template.Part.Secret(secret.name());
                    });
        }
        return new Template.Text(parts);
    }
}
