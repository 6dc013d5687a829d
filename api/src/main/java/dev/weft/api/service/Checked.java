package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.representation.ProblemBody;
import dev.weft.api.store.NewRevision;
import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * A definition without errors.
 *
 * @param reading that it comes from
 */
record Checked(Definition definition, Reading reading) {
    /** All definitions of a document; 422 with all of its problems where one has errors. */
    static List<Checked> all(List<Reading> readings) {
        List<Checked> all = new ArrayList<>();
        for (Reading reading : readings) {
            Definition definition = reading.definition();
            if (definition != null) {
                all.add(new Checked(definition, reading));
            }
        }
        if (all.size() < readings.size()) {
            List<Problem> problems = Checks.problems(readings);
            throw ApiException.unprocessable("invalid_definition", summary(problems))
                    .with("problems", ProblemBody.of(problems));
        }
        return all;
    }

    NewRevision revision(WorkflowService.Document document, Author by) {
        String canonical = Definitions.canonical(definition);
        return new NewRevision(
                definition.id(),
                definition.name(),
                definition.description(),
                definition.labels(),
                Definitions.digest(canonical),
                canonical,
                document.source().text(),
                document.type(),
                String.valueOf(reading.from()),
                document.origin(),
                by.name(),
                SavedTriggers.of(definition));
    }

    private static String summary(List<Problem> problems) {
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        if (errors.isEmpty()) {
            return "Expected a definition, but found none.";
        }
        Problem first = errors.getFirst();
        return "Expected a valid definition, but found " + errors.size()
                + (errors.size() == 1 ? " error" : " errors") + "; the first: " + first.message() + " ("
                + first.file() + ":" + first.line() + ":" + first.column() + ")";
    }
}
