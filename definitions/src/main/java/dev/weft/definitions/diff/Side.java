package dev.weft.definitions.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.plan.Canonical;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.plan.Planner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of the two definitions, as JSON.
 *
 * @param document its canonical document
 * @param plan its graph
 * @param tasks by path, in the order written
 */
record Side(ObjectNode document, Plan plan, Map<String, TaskNode> tasks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Side of(Definition definition, Spellings spellings) {
        ObjectNode document = read(definition);
        // Without defaults of its own, each task says itself what holds for it.
        ObjectNode effective = read(new Definition(
                definition.id(),
                definition.name(),
                definition.description(),
                definition.labels(),
                definition.inputs(),
                definition.policy(),
                definition.requires(),
                TaskDefaults.NONE,
                definition.triggers(),
                definition.tasks(),
                definition.outputs()));
        spellings.apply(document);
        spellings.apply(effective);
        Plan plan = Planner.plan(definition, "", List.of());
        Map<String, TaskNode> tasks = new LinkedHashMap<>();
        List<JsonNode> written = new ArrayList<>();
        List<JsonNode> whole = new ArrayList<>();
        for (PlannedTask task : plan.tasks()) {
            written.add(task(task, task.parent() < 0 ? document : written.get(task.parent())));
            whole.add(task(task, task.parent() < 0 ? effective : whole.get(task.parent())));
            tasks.put(task.path(), new TaskNode(task, (ObjectNode) written.getLast(), (ObjectNode) whole.getLast()));
        }
        return new Side(document, plan, tasks);
    }

    /** Of all its tasks. */
    Set<String> ids() {
        return tasks.values().stream().map(TaskNode::id).collect(Collectors.toSet());
    }

    private static JsonNode task(PlannedTask task, JsonNode parent) {
        return switch (task.role()) {
            case TASK -> parent.path("tasks").path(task.task().id());
            case FALLBACK -> parent.path("on_failure").path("run");
            case COMPENSATION -> parent.path(Task.COMPENSATE);
        };
    }

    private static ObjectNode read(Definition definition) {
        try {
            return (ObjectNode) JSON.readTree(Canonical.write(definition));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a canonical document to be JSON", e);
        }
    }
}
