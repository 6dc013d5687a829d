package dev.weft.definitions;

import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.source.Pointer;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import dev.weft.definitions.source.Span;
import java.util.ArrayList;
import java.util.List;

/** A file with several definitions where one is wanted. */
final class SeveralDefinitions {
    private SeveralDefinitions() {}

    /** All problems of the file, and that there are several definitions. */
    static Reading refuse(SourceText source, List<Reading> readings) {
        ProblemCollector several = new ProblemCollector(source);
        several.add(
                ProblemCode.SEVERAL_DEFINITIONS,
                Severity.ERROR,
                Span.NONE,
                Pointer.ROOT,
                "Expected one definition, but found " + readings.size(),
                ProblemCode.SEVERAL_DEFINITIONS.cure());
        List<Problem> problems = new ArrayList<>(several.sorted());
        readings.forEach(reading -> problems.addAll(reading.problems()));
        problems.sort(ProblemCollector.ORDER);
        return new Reading(null, problems, readings.getFirst().from(), null, List.of());
    }
}
