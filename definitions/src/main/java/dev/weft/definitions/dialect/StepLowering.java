package dev.weft.definitions.dialect;

import dev.weft.definitions.lower.AgentCall;
import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.PlainText;
import dev.weft.definitions.lower.Renaming;
import dev.weft.definitions.lower.Slug;
import dev.weft.definitions.lower.TaskList;
import dev.weft.definitions.lower.UniqueIds;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import java.util.Map;

/** One step: a task, or a block of them where it has several agents. Each gets the inputs and what the step depends on. */
final class StepLowering {
    private static final Fields STEP = new Fields(
            "a step",
            List.of("id", "name", "description", "agent", "agents", "depends_on", "parallel"),
            Map.of(),
            Map.of(),
            Map.of("needs", "depends_on", "dependencies", "depends_on"));

    private final Lowering lowering;
    private final Renaming renaming;

    StepLowering(Lowering lowering, Renaming renaming) {
        this.lowering = lowering;
        this.renaming = renaming;
    }

    MapNode task(TaskList.Item item) {
        MapNode step = STEP.open(lowering, item.node(), item.written());
        if (step == null) {
            return AgentCall.unreadable(item.written());
        }
        MapBuilder task = new MapBuilder(step);
        task.keep(step.entries().get("name")).keep(step.entries().get("description"));
        MapNode.Entry dependsOn = step.entries().get("depends_on");
        List<ScalarNode> needs = lowering.texts("depends_on", dependsOn == null ? null : dependsOn.value()).stream()
                .map(renaming::renamed)
                .toList();
        Fragments.needs(task, dependsOn, needs);
        List<ScalarNode> context = Fragments.known(needs, item.id(), renaming);
        Node place = dependsOn == null ? item.id() : dependsOn.key();
        MapNode.Entry agents = step.entries().get("agents");
        MapNode.Entry parallel = step.entries().get("parallel");
        boolean atOnce = lowering.flag("parallel", parallel == null ? null : parallel.value(), false);
        if (agents == null) {
            one(task, step, item, context, place);
            if (parallel != null) {
                lowering.changes()
                        .add(
                                "parallel of a step with one agent is dropped",
                                item.id().text());
            }
        } else {
            checkNoAgent(step, agents);
            List<ScalarNode> names = lowering.texts("agents", agents.value());
            if (!atOnce) {
                Node behind = Made.behind(parallel == null ? agents.key() : parallel.key());
                task.put("mode", behind, Made.text("sequential", behind));
            }
            boolean wrong = lowering.problems().hasErrorBelow(agents.value().path());
            MapNode block = names.isEmpty() && wrong ? null : block(names, agents.value(), context, place, item);
            Fragments.tasks(task, item.id(), agents, block, "agent", lowering);
        }
        return task.build();
    }

    private void one(MapBuilder task, MapNode step, TaskList.Item item, List<ScalarNode> context, Node place) {
        MapNode.Entry agent = step.entries().get("agent");
        if (agent == null) {
            lowering.error(
                    ProblemCode.MISSING_FIELD,
                    item.written(),
                    "Expected the field \"agent\" or \"agents\" in a step, but found neither",
                    "Write agent: and the name of an agent, or agents: [A, B].");
        }
        ScalarNode name = Fragments.plain("agent", agent, lowering);
        AgentCall.put(task, agent, name, agent == null ? item.id() : agent.key(), lowering);
        lowering.made(AgentCall.length(context));
        task.put("parameters", place, parameters(context, place));
    }

    private void checkNoAgent(MapNode step, MapNode.Entry agents) {
        MapNode.Entry agent = step.entries().get("agent");
        if (agent != null) {
            lowering.error(
                    ProblemCode.CONFLICT,
                    agent.key(),
                    "Expected either \"agent\" or \"agents\", but found both",
                    "Remove one of them.");
        }
    }

    private MapNode block(
            List<ScalarNode> agents, Node written, List<ScalarNode> context, Node place, TaskList.Item item) {
        MapBuilder tasks = new MapBuilder(written);
        UniqueIds ids = new UniqueIds(renaming::isId);
        // All get the same, so that it is made once.
        MapNode parameters = parameters(context, place);
        long length = AgentCall.length(context);
        for (ScalarNode agent : agents) {
            if (lowering.isTooLarge()) {
                break;
            }
            lowering.made(length);
            String slug = Slug.name(agent.text());
            MapBuilder task = new MapBuilder(agent);
            AgentCall.put(task, null, PlainText.of(agent), agent, lowering);
            task.put("parameters", place, parameters);
            tasks.put(Made.text(ids.of(slug.isEmpty() ? "agent" : slug), agent), task.build());
        }
        lowering.changes()
                .add("the agents of a step are a block of tasks", item.id().text());
        return tasks.build();
    }

    private static MapNode parameters(List<ScalarNode> context, Node place) {
        return new MapBuilder(place)
                .put("inputs", place, AgentCall.inputs(place))
                .put("context", place, AgentCall.context(context, place))
                .build();
    }
}
