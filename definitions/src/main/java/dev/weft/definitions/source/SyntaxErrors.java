package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import java.util.Objects;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** The YAML parser's complaints in words that help. */
final class SyntaxErrors {
    private SyntaxErrors() {}

    static void report(ProblemCollector problems, Offsets offsets, MarkedYAMLException error) {
        SourceText source = problems.source();
        Mark mark = error.getProblemMark() != null ? error.getProblemMark() : error.getContextMark();
        int at = mark == null ? 0 : offsets.of(mark);
        // A complaint about the end of the text belongs to its last line with something on it.
        while (at > 0
                && at >= source.text().stripTrailing().length()
                && at == source.text().length()) {
            at = Math.max(0, source.text().stripTrailing().length() - 1);
            break;
        }
        String line = source.lineText(source.line(at));
        String what = Objects.toString(error.getProblem(), "").strip();
        char found = at < source.text().length() ? source.text().charAt(at) : ' ';
        Words words = words(what, line, found);
        String context = mark == null || error.getContextMark() == null
                ? ""
                : context(source, offsets.of(error.getContextMark()), at, Objects.toString(error.getContext(), ""));
        problems.add(
                words.code,
                Severity.ERROR,
                new Span(at, Math.min(at + 1, source.text().length())),
                Pointer.ROOT,
                words.message + context,
                words.hint);
    }

    private static Words words(String what, String line, char found) {
        if (found == '\t' && (what.contains("TAB") || what.contains("cannot start any token"))) {
            return new Words(
                    ProblemCode.TABULATOR, "Expected spaces, but found a tab", "YAML is indented with spaces only.");
        }
        if (what.contains("cannot start any token")) {
            return new Words(
                    ProblemCode.UNQUOTED,
                    "Expected a value, but found the character " + found + ", which can't start one",
                    "Quote the value if the character belongs to it.");
        }
        if (line.matches(".*[:,\\[-] *![^!].*")) {
            return new Words(
                    ProblemCode.UNQUOTED,
                    "Expected a value, but found one that starts with !, which YAML takes for a tag",
                    "Quote the whole value, such as \"!(a || b)\".");
        }
        if (what.contains("mapping values are not allowed")) {
            boolean ternary = line.contains(" ? ");
            return new Words(
                    ProblemCode.UNQUOTED,
                    "Expected a value, but found a second ':' in it",
                    ternary
                            ? "An expression with ? and : must be quoted as a whole."
                            : "A value with \": \" inside must be quoted; or the line before lacks its colon.");
        }
        if (what.contains("<stream end>")) {
            return new Words(
                    ProblemCode.SYNTAX,
                    "Expected a comma or the closing bracket, but found the end of the document",
                    "Close what was opened.");
        }
        boolean strayToken = what.startsWith("expected <block end>") || what.startsWith("expected ',' or");
        if (strayToken && line.contains("${{")) {
            return new Words(
                    ProblemCode.UNQUOTED,
                    "Expected the value to end, but it goes on here",
                    "A value with ${{ }} inside of { } or [ ], or after a quote, must be quoted as a whole.");
        }
        if (strayToken) {
            return new Words(
                    ProblemCode.SYNTAX,
                    what.startsWith("expected <block end>")
                            ? "Expected the value to end, but it goes on here"
                            : "Expected a comma or the closing bracket, but found something else",
                    line.contains(" ? ")
                            ? "An expression with ? and : must be quoted as a whole."
                            : "Check the indentation, and quotes and brackets before this place; a value with quotes"
                                    + " inside must be quoted as a whole.");
        }
        if (what.contains("undefined tag handle")) {
            return new Words(
                    ProblemCode.UNQUOTED,
                    "Expected a value, but found an unknown YAML tag",
                    "A value that starts with ! must be quoted.");
        }
        if ((what.contains("expected alphabetic or numeric character") || what.contains("unexpected character found"))
                && (line.contains("*") || line.contains("&"))) {
            return new Words(
                    ProblemCode.UNQUOTED,
                    "Expected the name of an anchor or alias, but found something else",
                    "A value that starts with * or & must be quoted.");
        }
        if (what.contains("could not find expected ':'")) {
            return new Words(
                    ProblemCode.SYNTAX,
                    "Expected ':' after a key, but found none",
                    "A field is written as name: value; check the line before, too.");
        }
        if (what.contains("found unexpected end of stream")) {
            return new Words(
                    ProblemCode.SYNTAX,
                    "Expected a closing quote or bracket, but found the end",
                    "Close what was opened.");
        }
        return new Words(ProblemCode.SYNTAX, sentence(what), ProblemCode.SYNTAX.cure());
    }

    private static String context(SourceText source, int from, int at, String context) {
        int line = source.line(from);
        boolean opened = context.contains("flow") || context.contains("quoted");
        return opened && line != source.line(at) ? " (it was opened in line " + line + ")" : "";
    }

    private static String sentence(String what) {
        if (what.isEmpty()) {
            return "Expected YAML or JSON, but found something else";
        }
        return "Expected valid YAML, but " + (what.startsWith("found") ? what : "the parser says: " + what);
    }

    private record Words(ProblemCode code, String message, String hint) {}
}
