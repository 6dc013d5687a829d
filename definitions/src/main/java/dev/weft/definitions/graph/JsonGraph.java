package dev.weft.definitions.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
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
     * for people; {@code name} is there where it isn't the id; {@code never_runs} is true or not there; {@code circular}
     * lists those of the needs that are part of a circle, of a definition that is wrong; it has no {@code order} and no
     * {@code critical_path} then. {@code fallback} and {@code compensation} are paths. All but the first six are there
     * where they apply.
     */
    public static Map<String, Object> value(Plan plan) {
        return value(Drawing.of(plan));
    }

    /** The same of a definition whose needs may be wrong. */
    public static Map<String, Object> value(Drawing drawing) {
        Plan plan = drawing.plan();
        Map<String, Object> graph = new LinkedHashMap<>();
        graph.put(
                "tasks", plan.tasks().stream().map(task -> node(drawing, task)).toList());
        graph.put("order", paths(drawing.order()));
        graph.put("levels", levels(plan.top()));
        graph.put("critical_path", paths(drawing.longest()));
        return graph;
    }

    static String render(Drawing drawing) {
        return write(value(drawing));
    }

    static String render(List<Drawing> drawings) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Drawing drawing : drawings) {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("id", drawing.plan().definition().id());
            named.putAll(value(drawing));
            all.add(named);
        }
        return write(all);
    }

    private static String write(Object value) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected maps of texts to be JSON", e);
        }
    }

    private static Map<String, Object> node(Drawing drawing, PlannedTask planned) {
        Plan plan = drawing.plan();
        Task task = planned.task();
        Map<String, Object> node = new LinkedHashMap<>();
        node.put("id", planned.path());
        node.put("level", planned.level());
        node.put(
                "needs",
                paths(drawing.needs(planned).stream().map(plan.tasks()::get).toList()));
        node.put("role", planned.role().name().toLowerCase(Locale.ROOT));
        node.put("work", Labels.work(task));
        node.put("critical", drawing.isCritical(planned));
        if (!task.name().equals(task.id())) {
            node.put("name", task.name());
        }
        if (drawing.neverRuns(planned)) {
            node.put("never_runs", true);
        }
        List<PlannedTask> circular = drawing.needs(planned).stream()
                .filter(need -> drawing.isCircular(need, planned))
                .map(plan.tasks()::get)
                .toList();
        if (!circular.isEmpty()) {
            node.put("circular", paths(circular));
        }
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
