package dev.weft.definitions.source;

import dev.weft.definitions.problem.Severity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A complaint of the YAML parser, at the place that its author must mend.
 *
 * @param at where it is shown
 * @param anchor where what is wrong begins: a quote or bracket that opens there, else the place itself
 * @param kind how to go on after it
 * @param words what is said
 */
record SyntaxError(int at, int anchor, Recovery.Kind kind, SyntaxErrors.Words words) {
    /** @param quoted the text in quotes right before, if any */
    static SyntaxError of(SourceText source, Offsets offsets, MarkedYAMLException error, @Nullable Span quoted) {
        Mark problem = error.getProblemMark() != null ? error.getProblemMark() : error.getContextMark();
        int at = problem == null ? 0 : inside(source, offsets.of(problem));
        String what = Objects.toString(error.getProblem(), "").strip();
        String context = Objects.toString(error.getContext(), "");
        int opened = error.getContextMark() == null ? at : offsets.of(error.getContextMark());
        if (context.contains("quoted") && what.contains("unexpected end of stream")) {
            return new SyntaxError(opened, opened, Recovery.Kind.ENTRY, SyntaxErrors.NEVER_CLOSED);
        }
        if (quoted != null && source.line(quoted.start()) < source.line(at) && follows(source, quoted, at)) {
            return new SyntaxError(
                    quoted.start(),
                    quoted.start(),
                    Recovery.Kind.ENTRY,
                    SyntaxErrors.closedLater(source.line(quoted.end())));
        }
        String line = source.lineText(source.line(at));
        char found = at < source.text().length() ? source.text().charAt(at) : ' ';
        boolean indented = indented(source, what, at);
        SyntaxErrors.Words words =
                indented ? SyntaxErrors.indented(what.startsWith("expected")) : SyntaxErrors.words(what, line, found);
        if (context.contains("flow")) {
            boolean elsewhere = source.line(opened) != source.line(at);
            String suffix = elsewhere ? " (it was opened in line " + source.line(opened) + ")" : "";
            return new SyntaxError(at, opened, kind(what), words.with(suffix));
        }
        int anchor = context.contains("simple key") ? opened : at;
        return new SyntaxError(at, anchor, indented ? Recovery.Kind.INDENTATION : Recovery.Kind.ENTRY, words);
    }

    private static Recovery.Kind kind(String what) {
        if (what.startsWith("expected ',' or '}'")) {
            return Recovery.Kind.FIELD;
        }
        return what.startsWith("expected ',' or ']'") ? Recovery.Kind.ITEM : Recovery.Kind.ENTRY;
    }

    void report(ProblemCollector problems) {
        Span span = new Span(at, Math.min(at + 1, problems.source().text().length()));
        problems.add(words.code(), Severity.ERROR, span, Pointer.ROOT, words.message(), words.hint());
    }

    // A complaint about the end of the text belongs to its last line with something on it.
    private static int inside(SourceText source, int at) {
        int last = source.text().stripTrailing().length();
        return at == source.text().length() && at >= last ? Math.max(0, last - 1) : at;
    }

    private static boolean follows(SourceText source, Span quoted, int at) {
        return quoted.end() <= at
                && source.text().substring(quoted.end(), at).isBlank()
                && source.line(quoted.end()) == source.line(at);
    }

    // Of a line that is indented too little or too much, the key itself is refused.
    private static boolean indented(SourceText source, String what, int at) {
        Lines.Line line = new Lines(source).at(at);
        return what.contains("but found '<block mapping start>'")
                || what.contains("but found '<block sequence start>'")
                || what.contains("mapping values are not allowed") && line.colon() == at;
    }
}
