package dev.weft.api.service;

import dev.weft.definitions.action.builtin.WorkflowTrigger;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a definition names that its runs need.
 *
 * @param anyAgent whether the name of an agent is computed
 * @param called the names of agents that it came down to
 * @param starts the keys of definitions that it came down to
 */
record Needs(
        List<Named> requires,
        List<Named> agents,
        List<Named> capabilities,
        List<Named> workflows,
        boolean anyAgent,
        List<String> called,
        List<String> starts) {
    /**
     * A name and its place.
     *
     * @param where such as {@code tasks/fetch/agent}
     * @param revision of a definition; {@code null} for the newest
     */
    record Named(String name, String where, @Nullable Integer revision) {}

    /** The names as they stand there. */
    static Needs of(Plan plan) {
        List<Named> agents = new ArrayList<>();
        List<Named> capabilities = new ArrayList<>();
        List<Named> workflows = new ArrayList<>();
        boolean any = false;
        for (PlannedTask task : plan.tasks()) {
            String where = "tasks/" + task.path();
            switch (task.task().work()) {
                case Work.ActionCall call -> {
                    any |= named(call.agent(), where + "/agent", agents)
                            | named(call.capability(), where + "/capability", capabilities);
                    if (call.action().name().equals(WorkflowTrigger.SPEC.name())) {
                        workflow(call, where + "/parameters/workflow", workflows);
                    }
                }
                // Its tasks are in the plan as well.
                case Work.Block block -> {}
            }
        }
        List<Named> requires = plan.definition().requires().stream()
                .map(name -> new Named(name, "requires", null))
                .toList();
        return new Needs(requires, agents, capabilities, workflows, any, List.of(), List.of());
    }

    /** With what came of it. */
    Needs found(List<String> agentsCalled, List<String> definitionsStarted) {
        return new Needs(requires, agents, capabilities, workflows, anyAgent, agentsCalled, definitionsStarted);
    }

    /** Whether it is computed. */
    private static boolean named(@Nullable Template template, String where, List<Named> found) {
        if (template instanceof Template.Literal literal) {
            found.add(new Named(String.valueOf(literal.value()), where, null));
            return false;
        }
        return template != null;
    }

    private static void workflow(Work.ActionCall call, String where, List<Named> found) {
        Template revision = call.parameters().fields().get("revision");
        boolean known = revision == null || revision instanceof Template.Literal;
        if (known && call.parameters().fields().get("workflow") instanceof Template.Literal literal) {
            Integer number = revision instanceof Template.Literal said && said.value() instanceof Number written
                    ? written.intValue()
                    : null;
            found.add(new Named(String.valueOf(literal.value()), where, number));
        }
    }
}
