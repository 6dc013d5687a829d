package dev.weft.definitions.source;

import dev.weft.definitions.problem.ProblemCode;

/** The YAML parser's complaints in words that help. */
final class SyntaxErrors {
    private SyntaxErrors() {}

    /** A quote opens and never closes. */
    static final Words NEVER_CLOSED = new Words(
            ProblemCode.SYNTAX,
            "Expected the quote that opens here to be closed, but found the end of the document",
            "Close the quote at the end of the value.");

    /** A quote is closed by what was to open another, in a line further down. */
    static Words closedLater(int line) {
        return new Words(
                ProblemCode.SYNTAX,
                "Expected the quote that opens here to be closed, but it goes on to line " + line
                        + ", where more follows it",
                "Close the quote at the end of the value; in '…' a quote is written twice, in \"…\" as \\\".");
    }

    /** A line doesn't stand below the one that it belongs to. */
    static Words indented(boolean less) {
        return new Words(
                ProblemCode.SYNTAX,
                "Expected a line that begins where those beside it begin, but found one that is indented "
                        + (less ? "less" : "more"),
                less
                        ? "Indent it like the lines beside it."
                        : "Indent it like the lines beside it; or the line before lacks its colon.");
    }

    static Words words(String what, String line, char found) {
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
        if (what.contains("expected the node content, but found ','")) {
            return new Words(
                    ProblemCode.SYNTAX,
                    "Expected a value, but found a comma",
                    "Remove the comma, or write what is missing before it.");
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
        return new Words(ProblemCode.SYNTAX, sentence(what), ProblemCode.SYNTAX.cure());
    }

    private static String sentence(String what) {
        if (what.isEmpty()) {
            return "Expected YAML or JSON, but found something else";
        }
        return "Expected valid YAML, but " + (what.startsWith("found") ? what : "the parser says: " + what);
    }

    /** What is said. */
    record Words(ProblemCode code, String message, String hint) {
        /** The same with more behind the message. */
        Words with(String suffix) {
            return new Words(code, message + suffix, hint);
        }
    }
}
