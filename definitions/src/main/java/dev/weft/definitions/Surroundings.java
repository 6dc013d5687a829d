package dev.weft.definitions;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.agent.Agent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What exists around a definition.
 *
 * @param actions that a task may name
 * @param agents registered ones by name; {@code null} where it isn't known which there are, so that nothing is said
 * @param workflows ids of saved definitions; {@code null} where it isn't known which there are
 */
public record Surroundings(
        ActionRegistry actions,
        @Nullable Map<String, Agent> agents,
        @Nullable Set<String> workflows) {
    /** Built-in actions and those of the class path; agents and definitions unknown. */
    public static final Surroundings UNKNOWN = new Surroundings(BuiltInActions.withThirdParties(), null, null);

    public Surroundings {
        agents = agents == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(agents));
        workflows = workflows == null ? null : Set.copyOf(workflows);
    }
}
