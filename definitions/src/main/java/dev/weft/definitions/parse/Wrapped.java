package dev.weft.definitions.parse;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.TemplateParser;
import dev.weft.definitions.expression.TemplateParser.Parsed;
import dev.weft.definitions.expression.TemplateParser.Segment;
import dev.weft.definitions.expression.program.Parser;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bare CEL in which <code>${{ }}</code> stand nevertheless: what is meant is checked as well, so that all that is wrong is
 * said.
 *
 * <pre>when: "${{ inputs.draft }}"               ✗ needs no marks</pre>
 * <pre>when: "!${{ inputs.draft }}"              ✗ nor here</pre>
 * <pre>when: "inputs.a == '${{ inputs.b }}'"     ✗ is compared with a text of braces</pre>
 */
public final class Wrapped {
    private static final String OPEN = "${{";
    private static final String CLOSED = "}}";
    private static final int LONGEST_CURE = 200;
    private static final Pattern PATH = Pattern.compile("[\\w.]+");
    private static final Set<String> NAMES = Set.of(
            "inputs", "tasks", "run", "now", "item", "index", "turn", "event", "request", "error", "output", "secrets");

    private final ScalarNode scalar;
    private final String text;
    private final Parsed parsed;

    private Wrapped(ScalarNode scalar) {
        this.scalar = scalar;
        this.text = scalar.text();
        this.parsed = TemplateParser.parse(text);
    }

    /**
     * What is meant by bare CEL, with what is wrong with marks in it reported.
     *
     * @param what it is, for messages
     * @param field that it may be written as; {@code null} where it has no name of its own
     * @return text as long as what is written, so that each character keeps its place; {@code null} where the marks aren't right
     *     themselves
     */
    public static @Nullable String read(
            ProblemCollector problems, ScalarNode scalar, String what, @Nullable String field) {
        return scalar.text().contains(OPEN) ? new Wrapped(scalar).read(problems, what, field) : scalar.text();
    }

    private @Nullable String read(ProblemCollector problems, String what, @Nullable String field) {
        if (!Parser.parse(text).hasError()) {
            inTexts(problems);
            return text;
        }
        boolean closed = parsed.flaws().stream().noneMatch(flaw -> flaw.kind() == Flaw.Kind.TEMPLATE);
        problems.error(
                ProblemCode.BARE_EXPRESSION,
                scalar,
                "Expected bare CEL for " + what + ", but found ${{ }}",
                cure(field == null ? "" : field + ": ", closed));
        return closed ? bare() : null;
    }

    /** Marks within texts of an expression, which is right by itself. */
    private void inTexts(ProblemCollector problems) {
        for (Segment segment : parsed.segments()) {
            if (segment instanceof Segment.Hole hole && isMeant(hole)) {
                String found = text.substring(hole.start(), hole.end());
                String expression = hole.expression().text();
                Flaw flaw = new Flaw(
                        hole.start(),
                        found.length(),
                        Flaw.Kind.UNMARKED,
                        "Expected no ${{ }} in a text of an expression, but found " + found
                                + ", which stays text as it is",
                        isQuoted(hole)
                                ? "Write " + expression + ", without quotes and braces."
                                : "Join it with the text: '…' + string(" + expression + ").");
                Flaws.report(problems, scalar, 0, flaw);
            }
        }
    }

    private static boolean isMeant(Segment.Hole hole) {
        return new Expression(hole.expression().text())
                .references().roots().stream().anyMatch(NAMES::contains);
    }

    private boolean isQuoted(Segment segment) {
        return segment.start() > 0
                && segment.end() < text.length()
                && text.charAt(segment.start() - 1) == text.charAt(segment.end())
                && (text.charAt(segment.end()) == '\'' || text.charAt(segment.end()) == '"');
    }

    private String cure(String field, boolean closed) {
        boolean secret = parsed.flaws().stream().anyMatch(flaw -> flaw.kind() == Flaw.Kind.SECRET)
                || parsed.segments().stream().anyMatch(Segment.Secret.class::isInstance);
        String whole = text.strip();
        if (secret) {
            return ProblemCode.BARE_EXPRESSION.cure();
        }
        if (closed && isWhole()) {
            String inner = whole.substring(OPEN.length(), whole.length() - CLOSED.length())
                    .strip();
            return "Write it without: " + field + inner;
        }
        if (!closed && whole.startsWith(OPEN) && !whole.contains(CLOSED)) {
            String inner = whole.substring(OPEN.length()).strip();
            return inner.isEmpty() ? ProblemCode.BARE_EXPRESSION.cure() : "Write it without: " + field + inner;
        }
        String written = closed ? written() : "";
        boolean right = !written.isEmpty()
                && written.length() <= LONGEST_CURE
                && !Parser.parse(written).hasError();
        return right ? "Write all of it as one expression: " + written : ProblemCode.BARE_EXPRESSION.cure();
    }

    private boolean isWhole() {
        List<Segment> marked = parsed.segments().stream()
                .filter(segment ->
                        !(segment instanceof Segment.Plain plain && plain.text().isBlank()))
                .toList();
        return marked.size() == 1 && !(marked.getFirst() instanceof Segment.Plain);
    }

    /** As an author would write it. */
    private String written() {
        StringBuilder written = new StringBuilder(text);
        for (Segment segment : parsed.segments().reversed()) {
            if (!(segment instanceof Segment.Plain)) {
                String inner = text.substring(segment.start() + OPEN.length(), segment.end() - CLOSED.length())
                        .strip();
                int quotes = isQuoted(segment) ? 1 : 0;
                written.replace(
                        segment.start() - quotes,
                        segment.end() + quotes,
                        PATH.matcher(inner).matches() ? inner : "(" + inner + ")");
            }
        }
        return written.toString().strip();
    }

    /** Without the marks and quotes around them; an expression that is only a part stands in parentheses. */
    private String bare() {
        boolean whole = isWhole();
        StringBuilder bare = new StringBuilder(text);
        for (Segment segment : parsed.segments()) {
            if (!(segment instanceof Segment.Plain)) {
                int start = segment.start();
                int end = segment.end();
                bare.replace(start, start + OPEN.length(), whole ? "   " : "  (");
                bare.replace(end - CLOSED.length(), end, whole ? "  " : ") ");
                if (isQuoted(segment)) {
                    bare.setCharAt(start - 1, ' ');
                    bare.setCharAt(end, ' ');
                }
            }
        }
        return bare.toString();
    }
}
