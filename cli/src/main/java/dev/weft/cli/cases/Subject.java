package dev.weft.cli.cases;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
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
