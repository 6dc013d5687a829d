package dev.weft.cli.verdict;

import dev.weft.cli.cases.TestCase;
import dev.weft.definitions.problem.Problem;
import java.util.List;

/**
 * What is to be said of a case.
 *
 * @param file of tests, as its author knows it
 * @param shortfalls empty where it has passed
 */
public record Verdict(String file, TestCase test, Outcome outcome, List<Problem> shortfalls) {
    public Verdict {
        shortfalls = List.copyOf(shortfalls);
    }

    /** Whether all is as expected. */
    public boolean passed() {
        return shortfalls.isEmpty();
    }
}
