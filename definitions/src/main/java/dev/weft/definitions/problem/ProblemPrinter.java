package dev.weft.definitions.problem;

import java.util.List;

/**
 * Prints problems for people: what, where, the line with a caret below the defect, and what to do.
 *
 * <pre>
 * error[WEFT-1103]: Unknown field "neds" in a task
 *   --&gt; article.yaml:12:5
 *    |
 * 12 |     neds: [fetch]
 *    |     ^^^^
 *    = hint: Did you mean "needs"?
 * </pre>
 *
 * <p>Immutable and thread safe.
 */
public final class ProblemPrinter {
    private static final int WIDTH = 160;

    private final boolean colour;

    /**
     * @param colour whether to use ANSI colours
     */
    public ProblemPrinter(boolean colour) {
        this.colour = colour;
    }

    /** All problems, an empty line between them, and a last line that counts them. Empty for none. */
    public String print(List<Problem> problems) {
        if (problems.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        for (Problem problem : problems) {
            out.append(print(problem)).append('\n');
        }
        return out.append(count(problems)).append('\n').toString();
    }

    /** One problem, with a line break at its end. */
    public String print(Problem problem) {
        boolean error = problem.isError();
        String paint = error ? "31" : "33";
        String number = Integer.toString(problem.line());
        String gutter = " ".repeat(number.length());
        StringBuilder out = new StringBuilder();
        out.append(bold(paint, (error ? "error[" : "warning[") + problem.code() + "]"))
                .append(bold("", ": " + problem.message()))
                .append('\n');
        out.append(gutter)
                .append(dim("--> "))
                .append(problem.file())
                .append(':')
                .append(problem.line())
                .append(':')
                .append(problem.column())
                .append('\n');
        if (!problem.sourceLine().isBlank()) {
            Excerpt excerpt = Excerpt.of(problem);
            out.append(gutter).append(dim(" |")).append('\n');
            out.append(dim(number + " | ")).append(excerpt.text).append('\n');
            out.append(gutter)
                    .append(dim(" | "))
                    .append(excerpt.indent)
                    .append(bold(paint, "^".repeat(excerpt.carets)))
                    .append('\n');
        }
        if (!problem.hint().isEmpty()) {
            out.append(gutter)
                    .append(dim(" = "))
                    .append("hint: ")
                    .append(problem.hint())
                    .append('\n');
        }
        return out.toString();
    }

    /** How many errors and warnings there are, such as {@code 2 errors, 1 warning}. */
    public static String count(List<Problem> problems) {
        long errors = problems.stream().filter(Problem::isError).count();
        long warnings = problems.size() - errors;
        String first = errors == 0 ? "" : errors + (errors == 1 ? " error" : " errors");
        String second = warnings == 0 ? "" : warnings + (warnings == 1 ? " warning" : " warnings");
        return first.isEmpty() ? second : second.isEmpty() ? first : first + ", " + second;
    }

    private String bold(String code, String text) {
        return colour ? "\u001b[1" + (code.isEmpty() ? "" : ";" + code) + "m" + text + "\u001b[0m" : text;
    }

    private String dim(String text) {
        return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
    }

    /** The part of a line around its defect, where the line is long. */
    private record Excerpt(String text, String indent, int carets) {
        static Excerpt of(Problem problem) {
            String line = problem.sourceLine();
            int at = Math.min(problem.column() - 1, line.length());
            int from = at > WIDTH - 40 ? at - 40 : 0;
            int to = Math.min(line.length(), from + WIDTH);
            String before = line.substring(from, at);
            StringBuilder indent = new StringBuilder(from > 0 ? " " : "");
            before.chars().forEach(c -> indent.append(c == '\t' ? '\t' : ' '));
            String text = (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
            int carets = Math.max(1, Math.min(problem.length(), to - at));
            return new Excerpt(text, indent.toString(), carets);
        }
    }
}
