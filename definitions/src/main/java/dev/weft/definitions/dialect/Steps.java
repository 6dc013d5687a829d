package dev.weft.definitions.dialect;

import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.FrontEnd;
import dev.weft.definitions.lower.Head;
import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.TaskList;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.FieldNames;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Workflows of steps, several to a file; each step is one agent or several.
 *
 * <pre>
 * workflows:
 *   blog:
 *     steps:
 *       - {id: outline, agent: Outliner}
 *       - {id: content, agents: [Intro, Section], depends_on: [outline], parallel: true}
 * </pre>
 */
final class Steps implements FrontEnd {
    private static final Fields FILE = new Fields(
            "a file of workflows", List.of("workflows"), Map.of("workflows", "A map from ids to workflows."));
    private static final Fields WORKFLOW = new Fields(
            "a workflow",
            List.of("id", "name", "description", "steps"),
            Map.of("steps", "A list of steps: steps: [{id: outline, agent: Outliner}]."));
    private static final FieldNames NAMES = new FieldNames(Map.of("needs", "depends_on", "agent", "agent"));

    @Override
    public String title() {
        return "the dialect \"steps\"";
    }

    @Override
    public String recognisedBy() {
        return "workflows (steps)";
    }

    @Override
    public @Nullable Node mark(MapNode document) {
        MapNode.Entry workflows = document.entries().get("workflows");
        return workflows == null ? null : workflows.key();
    }

    @Override
    public @Nullable Node hint(MapNode document) {
        return null;
    }

    @Override
    public FieldNames names(MapNode document) {
        return NAMES;
    }

    @Override
    public List<Lowered> lower(MapNode document, Lowering lowering) {
        FILE.open(lowering, document, Fields.top(document));
        List<Lowered> definitions = new ArrayList<>();
        if (document.get("workflows") instanceof MapNode workflows
                && !workflows.entries().isEmpty()) {
            boolean one = workflows.entries().size() == 1;
            for (MapNode.Entry workflow : workflows.entries().values()) {
                Lowering own = one ? lowering : lowering.another();
                definitions.add(workflow(workflow, own));
                if (!one && lowering.isTooLarge()) {
                    lowering.fileTooLarge();
                    return List.of();
                }
            }
            DistinctIds.check(definitions);
            return definitions;
        }
        Node found = document.get("workflows");
        if (found != null) {
            lowering.error(
                    found instanceof MapNode ? ProblemCode.NO_TASKS : ProblemCode.TYPE,
                    Lowering.isGiven(found) ? found : Fields.top(document),
                    "Expected a map from ids to workflows, but found " + found.describe(),
                    "Write workflows: {my-workflow: {steps: […]}}.");
        }
        return List.of();
    }

    private static Lowered workflow(MapNode.Entry entry, Lowering lowering) {
        MapNode workflow = WORKFLOW.open(lowering, entry.value(), entry.key());
        if (workflow == null) {
            return new Lowered("steps", List.of(), entry.key(), null, lowering.problems());
        }
        MapBuilder out = new MapBuilder(workflow);
        MapNode.Entry id = workflow.entries().get("id");
        Head.write(out, lowering, workflow, id == null ? new MapNode.Entry(entry.key(), entry.key()) : id);
        MapNode.Entry steps = workflow.entries().get("steps");
        Fragments.anyInputs(out, steps == null ? entry.key() : steps.key());
        Fragments.tasks(
                out, entry.key(), steps, steps == null ? null : tasks(steps.value(), lowering), "step", lowering);
        return lowering.lowered("steps", entry.key(), out.build());
    }

    private static @Nullable MapNode tasks(Node steps, Lowering lowering) {
        TaskList list = TaskList.read("steps", steps, lowering, List.of("id", "name"), "id");
        if (list == null) {
            return null;
        }
        lowering.changes().add("each step is a task with the action agent_task");
        MapBuilder tasks = new MapBuilder(steps);
        StepLowering each = new StepLowering(lowering, list.renaming());
        for (TaskList.Item item : list.items()) {
            if (lowering.isTooLarge()) {
                break;
            }
            tasks.put(item.id(), each.task(item));
        }
        return tasks.build();
    }
}
