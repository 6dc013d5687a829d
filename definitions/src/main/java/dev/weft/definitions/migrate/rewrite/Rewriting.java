package dev.weft.definitions.migrate.rewrite;

import dev.weft.definitions.problem.Problem;
import java.util.List;

/**
 * What came of writing a file anew.
 *
 * @param documents one for each definition; none where the file can't be read
 * @param problems why it can't
 */
public record Rewriting(List<Rewritten> documents, List<Problem> problems) {
    public Rewriting {
        documents = List.copyOf(documents);
        problems = List.copyOf(problems);
    }
}
