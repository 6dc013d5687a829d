package dev.weft.definitions.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The graph as data. */
public final class JsonGraph {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonGraph() {}

    /**
     * {@code {tasks: [{id, level, needs, role, work, critical, …}], order: […], levels: [[…]], critical_path: […]}}.
     *
     * <p>{@code id} is the task's path; {@code parent} that of the task whose block holds it, or that it stands in for
     * or undoes. A block has {@code tasks} and {@code levels} of its own; {@code for_each} and {@code repeat} are words
     * for people; {@code fallback} and {@code compensation} are paths. All but the first six are there where they apply.
     */
    public static Map<String, Object> value(Plan plan) {
        CriticalChain chain = CriticalChain.of(plan);
        Map<String, Object> graph = new LinkedHashMap<>();
        graph.put(
                "tasks",
                plan.tasks().stream().map(task -> node(plan, task, chain)).toList());
        graph.put("order", paths(Order.sequential(plan)));
        graph.put("levels", levels(plan.top()));
        graph.put("critical_path", paths(Order.criticalPath(plan)));
        return graph;
    }

    static String render(Plan plan) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value(plan)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected maps of texts to be JSON", e);
        }
    }

    private static Map<String, Object> node(Plan plan, PlannedTask planned, CriticalChain chain) {
        Task task = planned.task();
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("id", planned.path());
        node.put("level", planned.level());
        node.put(
                "needs",
                planned.needs().stream()
                        .map(need -> plan.tasks().get(need).path())
                        .toList());
        node.put("role", planned.role().name().toLowerCase(Locale.ROOT));
        node.put("work", Labels.work(task));
        node.put("critical", chain.has(planned));
        if (planned.parent() >= 0) {
            node.put("parent", plan.tasks().get(planned.parent()).path());
        }
        if (planned.isBlock()) {
            node.put("tasks", paths(plan.children(planned)));
            node.put("levels", levels(plan.children(planned)));
        }
        if (task.forEach() != null) {
            node.put("for_each", Labels.each(task.forEach()));
        }
        if (task.repeat() != null) {
            node.put("repeat", Labels.again(task.repeat()));
        }
        if (planned.fallback() >= 0) {
            node.put("fallback", plan.tasks().get(planned.fallback()).path());
        }
        if (planned.compensation() >= 0) {
            node.put("compensation", plan.tasks().get(planned.compensation()).path());
        }
        return node;
    }

    private static List<List<String>> levels(List<PlannedTask> siblings) {
        return Order.levels(siblings).stream().map(JsonGraph::paths).toList();
    }

    private static List<String> paths(List<PlannedTask> tasks) {
        return tasks.stream().map(PlannedTask::path).toList();
    }
}
