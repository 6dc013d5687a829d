package dev.weft.cli.cases;

import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.source.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of tests.
 *
 * @param subject {@code null} where it can't be read
 * @param cases in the order written; none where there are errors
 * @param problems of the file and of what it names
 */
public record TestFile(SourceText source, @Nullable Subject subject, List<TestCase> cases, List<Problem> problems) {
    public TestFile {
        cases = List.copyOf(cases);
        problems = List.copyOf(problems);
    }

    /** Whether its cases can be run. */
    public boolean isSound() {
        return subject != null && problems.stream().noneMatch(Problem::isError);
    }
}
