package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.error.Nearest;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the agents that a run carries with it, and what is missing. Not thread safe: one for each start. */
final class Pins {
    private final Map<String, Agent> known;
    private final Predicate<String> isWorkflow;
    private final Map<String, Agent> pinned = new TreeMap<>();
    private final List<Missing> missing = new ArrayList<>();

    private Pins(Map<String, Agent> known, Predicate<String> isWorkflow) {
        this.known = known;
        this.isWorkflow = isWorkflow;
    }

    /**
     * The agents that a definition's tasks may call. Where a name is computed, that is any.
     *
     * @param isWorkflow whether an id names a definition
     * @throws ApiException 422 when one that is named isn't there
     */
    static Map<String, Agent> of(Plan plan, Map<String, Agent> known, Predicate<String> isWorkflow) {
        Pins pins = new Pins(known, isWorkflow);
        Definition definition = plan.definition();
        definition.requires().forEach(pins::require);
        plan.tasks().forEach(pins::task);
        if (!pins.missing.isEmpty()) {
            throw pins.refusal(definition.id());
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(pins.pinned));
    }

    private void require(String name) {
        if (known.containsKey(name)) {
            pin(name);
        } else if (!isWorkflow.test(name)) {
            missing.add(new Missing("requires", "agent or workflow", name, nearest(name)));
        }
    }

    private void task(PlannedTask task) {
        switch (task.task().work()) {
            case Work.ActionCall call -> {
                agent(task.path(), call.agent());
                capability(task.path(), call.capability());
            }
            // Its tasks are in the plan as well.
            case Work.Block block -> {}
        }
    }

    private void agent(String task, @Nullable Template agent) {
        if (agent instanceof Template.Literal literal) {
            String name = String.valueOf(literal.value());
            if (known.containsKey(name)) {
                pin(name);
            } else {
                missing.add(new Missing("tasks/" + task + "/agent", "agent", name, nearest(name)));
            }
        } else if (agent != null) {
            pinned.putAll(known);
        }
    }

    private void capability(String task, @Nullable Template capability) {
        if (capability instanceof Template.Literal literal) {
            String name = String.valueOf(literal.value());
            List<Agent> able = known.values().stream()
                    .filter(agent -> agent.capabilities().contains(name))
                    .toList();
            able.forEach(agent -> pin(agent.name()));
            if (able.isEmpty()) {
                missing.add(new Missing("tasks/" + task + "/capability", "capability", name, null));
            }
        } else if (capability != null) {
            pinned.putAll(known);
        }
    }

    private void pin(String name) {
        pinned.put(name, java.util.Objects.requireNonNull(known.get(name)));
    }

    private @Nullable String nearest(String name) {
        return Nearest.of(name, known.keySet()).orElse(null);
    }

    private ApiException refusal(String workflow) {
        StringBuilder words = new StringBuilder();
        for (Missing one : missing) {
            words.append(words.isEmpty() ? "" : "; ")
                    .append(one.kind())
                    .append(" «")
                    .append(one.name())
                    .append("» (")
                    .append(one.where())
                    .append(one.meant() == null ? ")" : ", did you mean «" + one.meant() + "»?)");
        }
        return ApiException.unprocessable(
                        "missing_agents",
                        "Expected everything that «" + workflow + "» calls to be there, but found no " + words
                                + ". Register it (POST /api/agents), or correct the definition.")
                .with("missing", missing);
    }

    /**
     * Something that isn't there.
     *
     * @param where in the definition
     * @param meant the known name that is nearest; {@code null} where none is near
     */
    record Missing(
            String where,
            String kind,
            String name,
            @Nullable String meant) {}
}
