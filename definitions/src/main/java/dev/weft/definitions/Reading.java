package dev.weft.definitions;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a document.
 *
 * @param definition {@code null} where there is an error among the problems
 * @param problems errors and warnings, by place
 */
public record Reading(@Nullable Definition definition, List<Problem> problems) {
    public Reading {
        problems = List.copyOf(problems);
    }
}
