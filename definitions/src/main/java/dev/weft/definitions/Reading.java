package dev.weft.definitions;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a document.
 *
 * @param definition {@code null} where there is an error among the problems
 * @param problems errors, then warnings, each by place
 * @param from what the document is written in: a version of the language such as {@code 2.0.0}, or a dialect such as
 *     {@code steps}; {@code null} where none is recognised
 * @param sketch what could be read of it, also where there are errors: to be shown, never to be run; {@code null} where that
 *     is too little
 * @param migrated what is different in 3.0.0, in words for people; empty where the document is in it
 */
public record Reading(
        @Nullable Definition definition,
        List<Problem> problems,
        @Nullable String from,
        @Nullable Definition sketch,
        List<String> migrated) {
    public Reading {
        problems = List.copyOf(problems);
        migrated = List.copyOf(migrated);
    }
}
