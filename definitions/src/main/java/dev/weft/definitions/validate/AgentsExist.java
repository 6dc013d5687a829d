package dev.weft.definitions.validate;

import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Agents, capabilities and operations that tasks name are there. A warning, as they may come later.
 *
 * <pre>agent: outlinr   ✗ did you mean "outliner"?</pre>
 */
final class AgentsExist implements Rule {
    @Override
    public void check(Check check) {
        Map<String, Agent> agents = check.agents();
        if (agents == null) {
            return;
        }
        Set<String> capabilities = new TreeSet<>();
        agents.values().forEach(agent -> capabilities.addAll(agent.capabilities()));
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            MapNode node = draft.node();
            if (node != null && draft.task() != null && draft.task().work() instanceof Work.ActionCall call) {
                named(
                        check,
                        ProblemCode.UNKNOWN_AGENT,
                        node.get("agent"),
                        call.agent(),
                        agents.keySet(),
                        "a registered agent");
                named(
                        check,
                        ProblemCode.UNKNOWN_CAPABILITY,
                        node.get("capability"),
                        call.capability(),
                        capabilities,
                        "a capability of a registered agent");
                String name = literal(call.agent());
                Agent agent = name == null ? null : agents.get(name);
                if (agent != null && !agent.operations().isEmpty()) {
                    named(
                            check,
                            ProblemCode.UNKNOWN_OPERATION,
                            node.get("operation"),
                            call.operation(),
                            agent.operations().keySet(),
                            "an operation of " + agent.name());
                }
            }
        }
    }

    private static void named(
            Check check,
            ProblemCode code,
            @Nullable Node place,
            @Nullable Template template,
            Collection<String> known,
            String expected) {
        String name = literal(template);
        if (place == null || name == null || known.contains(name)) {
            return;
        }
        String otherwise = known.isEmpty() ? "There are none." : "There are " + Suggestion.list(known) + ".";
        check.problems()
                .warning(
                        code,
                        place,
                        "Expected " + expected + ", but found \"" + name + '"',
                        Suggestion.didYouMean(name, known, otherwise));
    }

    private static @Nullable String literal(@Nullable Template template) {
        return template instanceof Template.Literal literal && literal.value() instanceof String text ? text : null;
    }
}
