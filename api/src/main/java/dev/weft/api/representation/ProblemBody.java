package dev.weft.api.representation;

import dev.weft.definitions.problem.Problem;
import java.util.List;
import java.util.Locale;

/**
 * A defect in a definition or in what a run is started with.
 *
 * @param severity {@code error} or {@code warning}
 * @param path JSON pointer
 * @param line from 1
 * @param column from 1
 * @param length of what is wrong, in characters of the line
 * @param source the line
 */
public record ProblemBody(
        String code,
        String severity,
        String path,
        String file,
        int line,
        int column,
        int length,
        String source,
        String message,
        String hint) {
    /** In the order given. */
    public static List<ProblemBody> of(List<Problem> problems) {
        return problems.stream().map(ProblemBody::of).toList();
    }

    private static ProblemBody of(Problem problem) {
        return new ProblemBody(
                problem.code(),
                problem.severity().name().toLowerCase(Locale.ROOT),
                problem.path(),
                problem.file(),
                problem.line(),
                problem.column(),
                problem.length(),
                problem.sourceLine(),
                problem.message(),
                problem.hint());
    }
}
