package dev.weft.definitions.validate;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.source.MapNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of {@code agent_task} are what the agent's operation takes. A warning, as the agent may change.
 *
 * <pre>agent: outliner, parameters: {txt: hello}   ✗ did you mean "text"?</pre>
 */
final class AgentParametersFit implements Rule {
    @Override
    public void check(Check check) {
        Map<String, Agent> agents = check.agents();
        if (agents == null) {
            return;
        }
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            if (draft.task() != null
                    && draft.task().work() instanceof Work.ActionCall call
                    && call.agent() instanceof Template.Literal name) {
                Agent agent = agents.get(String.valueOf(name.value()));
                Map<String, @Nullable Object> schema = agent == null ? null : schema(agent, call.operation());
                if (agent != null && schema != null) {
                    task(check, place, call, agent, schema);
                }
            }
        }
    }

    private static @Nullable Map<String, @Nullable Object> schema(Agent agent, @Nullable Template operation) {
        if (operation instanceof Template.Literal literal) {
            return agent.operations().get(String.valueOf(literal.value()));
        }
        return operation == null && agent.operations().size() == 1
                ? agent.operations().values().iterator().next()
                : null;
    }

    private static void task(
            Check check, TaskPlace place, Work.ActionCall call, Agent agent, Map<String, @Nullable Object> schema) {
        MapNode.Entry given = place.draft().node() == null
                ? null
                : place.draft().node().entries().get("parameters");
        new NamedValues(
                        check.problems(),
                        ProblemCode.AGENT_PARAMETERS,
                        Severity.WARNING,
                        "a parameter of " + agent.name())
                .check(
                        Declarations.ofMap(schema),
                        call.parameters().fields(),
                        given == null ? null : given.value(),
                        given == null ? place.draft().key() : given.key(),
                        check.names().types().templates(place));
    }
}
