package dev.weft.definitions;

import dev.weft.definitions.action.ActionRegistry;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Workflows;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What exists around a definition. Where it isn't known what there is, nothing is said of what is missing.
 *
 * @param actions that a task may name
 * @param agents registered ones by name; {@code null} where it isn't known which there are
 * @param workflows saved definitions; {@code null} where it isn't known which there are
 * @param secrets whether there is a secret of a name; {@code null} where it isn't known
 */
public record Surroundings(
        ActionRegistry actions,
        @Nullable Map<String, Agent> agents,
        @Nullable Workflows workflows,
        @Nullable Predicate<String> secrets) {
    /** Built-in actions and those of the class path; all else unknown. */
    public static final Surroundings UNKNOWN = new Surroundings(BuiltInActions.withThirdParties(), null, null, null);

    /** The same, with definitions that stand beside the one in question; others may be there, too. */
    public Surroundings beside(Map<String, Definition> definitions) {
        return new Surroundings(actions, agents, Workflows.some(definitions), secrets);
    }

    /** The same, with agents. */
    public Surroundings with(Map<String, Agent> others) {
        return new Surroundings(actions, others, workflows, secrets);
    }

    public Surroundings {
        agents = agents == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(agents));
    }
}
