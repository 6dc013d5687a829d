package dev.weft.cli.cases;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is tested.
 *
 * @param workflow id of the definition
 * @param documents canonical, of it and of those that it starts, by id
 * @param plans of the same
 * @param agents that they call, by name
 */
public record Subject(
        String workflow, Map<String, String> documents, Map<String, Plan> plans, Map<String, Agent> agents) {
    public Subject {
        documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
        plans = Collections.unmodifiableMap(new LinkedHashMap<>(plans));
        agents = Collections.unmodifiableMap(new LinkedHashMap<>(agents));
    }

    /**
     * A subject of checked definitions.
     *
     * @param workflow id of the one that is tested
     * @param known agents by name; stand-ins take the place of those that are named and aren't there
     */
    public static Subject of(String workflow, Collection<Definition> definitions, Map<String, Agent> known) {
        Map<String, String> documents = new LinkedHashMap<>();
        Map<String, Plan> plans = new LinkedHashMap<>();
        for (Definition definition : definitions) {
            String document = Definitions.canonical(definition);
            documents.put(definition.id(), document);
            plans.put(definition.id(), Definitions.compile(document));
        }
        Map<String, Agent> all = new LinkedHashMap<>(StandIns.agents(plans.values(), known));
        all.putAll(known);
        return new Subject(workflow, documents, plans, all);
    }

    /** The plan of the definition itself. */
    public Plan plan() {
        Plan plan = plans.get(workflow);
        if (plan == null) {
            throw new IllegalStateException("Expected the plan of " + workflow + ", but there is none");
        }
        return plan;
    }

    /** The task that is meant. */
    public Optional<PlannedTask> task(TaskPath path) {
        @Nullable Plan plan = plans.get(path.workflow());
        return plan == null ? Optional.empty() : plan.task(path.planned());
    }
}
