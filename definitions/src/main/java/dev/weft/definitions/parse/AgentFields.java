package dev.weft.definitions.parse;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.ScalarNode;

/** {@code agent}, {@code capability}, {@code operation}: of {@code agent_task}, and of nothing else. */
final class AgentFields {
    static final String AGENT_TASK = "agent_task";

    private AgentFields() {}

    static void check(Parsing parsing, ActionSpec<?> action, ScalarNode key, MapNode node) {
        MapNode.Entry agent = node.entries().get("agent");
        MapNode.Entry capability = node.entries().get("capability");
        if (!action.name().equals(AGENT_TASK)) {
            for (String name : CallOrBlock.OF_AN_AGENT) {
                MapNode.Entry entry = node.entries().get(name);
                if (entry != null) {
                    parsing.error(
                            ProblemCode.CONFLICT,
                            entry.key(),
                            "Expected \"" + name + "\" beside the action agent_task only, but found it beside "
                                    + action.name(),
                            ShapeReader.of(action.parameters()).field(name).isPresent()
                                    ? Misplaced.cure(action)
                                    : "Remove it, or write action: agent_task.");
                }
            }
        } else if (agent == null && capability == null && !node.entries().containsKey("agents")) {
            parsing.error(
                    ProblemCode.MISSING_FIELD,
                    key,
                    "Expected the field \"agent\" or \"capability\" with the action agent_task, but found neither",
                    "Write agent: and the name of an agent.");
        } else if (agent != null && capability != null) {
            parsing.error(
                    ProblemCode.CONFLICT,
                    capability.key(),
                    "Expected either \"agent\" or \"capability\", but found both",
                    "Remove one of them.");
        }
    }
}
