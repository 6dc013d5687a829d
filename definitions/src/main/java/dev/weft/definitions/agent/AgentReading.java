package dev.weft.definitions.agent;

import dev.weft.definitions.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading an agent's file.
 *
 * @param agent {@code null} where there is an error among the problems
 * @param problems errors and warnings, by place
 */
public record AgentReading(@Nullable Agent agent, List<Problem> problems) {
    public AgentReading {
        problems = List.copyOf(problems);
    }
}
