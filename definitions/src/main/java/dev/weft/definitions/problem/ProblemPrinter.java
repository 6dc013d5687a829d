package dev.weft.definitions.problem;

import java.util.ArrayList;
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

    /** How many warnings of what isn't carried out are shown one by one. */
    private static final int APART = 3;

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
        blocks(problems).forEach(block -> out.append(block).append('\n'));
        return out.append(count(problems)).append('\n').toString();
    }

    /**
     * Each problem as {@link #print(Problem)} has it, but what this release can't carry out in one block where there is
     * much of it, so that it doesn't bury the rest.
     */
    public List<String> blocks(List<Problem> problems) {
        List<Problem> later = problems.stream()
                .filter(problem -> !problem.isError() && problem.code().equals(ProblemCode.NOT_SUPPORTED.code()))
                .toList();
        if (later.size() <= APART) {
            return problems.stream().map(this::print).toList();
        }
        List<String> blocks = new ArrayList<>(problems.stream()
                .filter(problem -> !later.contains(problem))
                .map(this::print)
                .toList());
        blocks.add(together(later));
        return blocks;
    }

    private String together(List<Problem> later) {
        StringBuilder out = new StringBuilder(heading(
                later.getFirst(),
                "Expected what this release can carry out, but found " + later.size() + " things that it can't"));
        for (Problem problem : later) {
            out.append(dim(" - "))
                    .append(problem.file())
                    .append(':')
                    .append(problem.line())
                    .append(':')
                    .append(problem.column())
                    .append("  ")
                    .append(problem.message().replaceFirst("^.*, but found ", ""))
                    .append('\n');
        }
        return out.append(dim(" = "))
                .append("hint: ")
                .append(ProblemCode.NOT_SUPPORTED.cure())
                .append('\n')
                .toString();
    }

    private String heading(Problem problem, String message) {
        boolean error = problem.isError();
        return bold(error ? "31" : "33", (error ? "error[" : "warning[") + problem.code() + "]")
                + bold("", ": " + message)
                + '\n';
    }

    /** One problem, with a line break at its end. */
    public String print(Problem problem) {
        String paint = problem.isError() ? "31" : "33";
        String number = Integer.toString(problem.line());
        String gutter = " ".repeat(number.length());
        StringBuilder out = new StringBuilder();
        out.append(heading(problem, problem.message()));
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
