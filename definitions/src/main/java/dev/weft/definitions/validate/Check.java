package dev.weft.definitions.validate;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.parse.Draft;
import dev.weft.definitions.source.ProblemCollector;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rules look at.
 *
 * @param draft the definition with its places
 * @param graph its tasks and their needs
 * @param agents registered ones by name; {@code null} where it isn't known which there are
 * @param workflows ids of saved definitions; {@code null} where it isn't known which there are
 * @param problems gets what is wrong
 */
public record Check(
        Draft draft,
        Graph graph,
        @Nullable Map<String, Agent> agents,
        @Nullable Set<String> workflows,
        ProblemCollector problems) {}
