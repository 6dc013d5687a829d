package dev.weft.definitions.dialect;

import dev.weft.definitions.lower.AgentCall;
import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.FrontEnd;
import dev.weft.definitions.lower.Head;
import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.PlainText;
import dev.weft.definitions.lower.TaskList;
import dev.weft.definitions.source.FieldNames;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A graph of tasks, each done by the handler of its type.
 *
 * <pre>
 * workflow_id: data_pipeline
 * tasks:
 *   fetch: {task_type: fetch, config: {source: api}}
 *   process: {task_type: process, dependencies: [fetch]}
 * </pre>
 */
final class Dag implements FrontEnd {
    private static final Fields FILE = new Fields(
            "a workflow",
            List.of("workflow_id", "id", "name", "description", "max_concurrent", "tasks"),
            Map.of("tasks", "A map from ids to tasks: tasks: {fetch: {task_type: fetch}}."));
    private static final Fields TASK = new Fields(
            "a task",
            List.of("task_id", "name", "description", "task_type", "config", "dependencies"),
            Map.of("task_type", "The name of the handler, such as task_type: fetch."),
            Map.of(),
            Map.of(
                    "depends_on", "dependencies",
                    "needs", "dependencies",
                    "agent", "task_type",
                    "parameters", "config"));
    private static final FieldNames NAMES =
            new FieldNames(Map.of("needs", "dependencies", "agent", "task_type", "parameters", "config"));

    @Override
    public String title() {
        return "the dialect \"dag\"";
    }

    @Override
    public String recognisedBy() {
        return "workflow_id, or task_type in a task (dag)";
    }

    @Override
    public @Nullable Node mark(MapNode document) {
        return Marks.atTop(document, List.of("workflow_id"));
    }

    @Override
    public @Nullable Node hint(MapNode document) {
        Node bound = Marks.atTop(document, List.of("max_concurrent"));
        return bound == null ? Marks.inTasks(document, List.of("task_type", "task_id", "config")) : bound;
    }

    @Override
    public FieldNames names(MapNode document) {
        return NAMES;
    }

    @Override
    public List<Lowered> lower(MapNode file, Lowering lowering) {
        Node top = Fields.top(file);
        MapNode document = Objects.requireNonNull(FILE.open(lowering, file, top));
        MapBuilder out = new MapBuilder(document);
        MapNode.Entry id = document.entries().get("workflow_id");
        Node key = Head.write(
                out, lowering, document, id == null ? document.entries().get("id") : id);
        MapNode.Entry tasks = document.entries().get("tasks");
        Fragments.anyInputs(out, tasks == null ? top : tasks.key());
        MapNode.Entry bound = document.entries().get("max_concurrent");
        ScalarNode most = lowering.count("max_concurrent", bound == null ? null : bound.value());
        if (bound == null) {
            lowering.changes().add("one task at once, as max_concurrent is 1 where it isn't written");
        }
        Node place = bound == null ? Made.behind(top) : bound.key();
        MapNode policy = new MapBuilder(place)
                .put("max_concurrent", place, most == null ? Made.number(1, place) : most)
                .build();
        out.put("policy", place, policy);
        Fragments.tasks(out, top, tasks, tasks == null ? null : tasks(tasks.value(), lowering), "task", lowering);
        return List.of(lowering.lowered("dag", key, out.build()));
    }

    private static @Nullable MapNode tasks(Node written, Lowering lowering) {
        TaskList list = TaskList.read("tasks", written, lowering, List.of("task_id"), "task_id");
        if (list == null) {
            return null;
        }
        lowering.changes()
                .add("each task has the action agent_task: its task_type is the agent, its config the parameters");
        MapBuilder tasks = new MapBuilder(written);
        for (TaskList.Item item : list.items()) {
            if (lowering.isTooLarge()) {
                break;
            }
            tasks.put(item.id(), task(item, list, lowering));
        }
        return tasks.build();
    }

    private static MapNode task(TaskList.Item item, TaskList list, Lowering lowering) {
        MapNode written = TASK.open(lowering, item.node(), item.written());
        if (written == null) {
            return AgentCall.unreadable(item.written());
        }
        MapBuilder task = new MapBuilder(written)
                .keep(written.entries().get("name"))
                .keep(written.entries().get("description"));
        MapNode.Entry dependencies = written.entries().get("dependencies");
        List<ScalarNode> needs =
                lowering.texts("dependencies", dependencies == null ? null : dependencies.value()).stream()
                        .map(list.renaming()::renamed)
                        .toList();
        Fragments.needs(task, dependencies, needs);
        MapNode.Entry type = written.entries().get("task_type");
        AgentCall.put(
                task,
                type,
                Fragments.plain("task_type", type, lowering),
                type == null ? item.id() : type.key(),
                lowering);
        MapNode.Entry config = written.entries().get("config");
        MapNode given = lowering.map("config", config == null ? null : config.value(), "Write config by name.");
        Node place = config == null ? item.id() : config.key();
        MapNode values = given == null ? Fragments.nothing(place) : given;
        MapBuilder parameters = new MapBuilder(values);
        values.entries().values().forEach(entry -> parameters.put(entry.key(), PlainText.of(entry.value())));
        List<ScalarNode> context = Fragments.known(needs, item.id(), list.renaming());
        if (!context.isEmpty() && dependencies != null) {
            Fragments.addContext(parameters, context, dependencies.key(), item.id(), lowering);
        }
        MapNode all = parameters.build();
        if (!all.entries().isEmpty()) {
            task.put(Made.text("parameters", place), all);
        }
        return task.build();
    }
}
