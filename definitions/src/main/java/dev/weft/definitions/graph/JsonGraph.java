package dev.weft.definitions.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    /** {@code {tasks: [{id, level, needs}], order: […], levels: [[…]], critical_path: […]}}. */
    public static Map<String, Object> value(Plan plan) {
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (PlannedTask task : plan.tasks()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", task.path());
            one.put("level", task.level());
            one.put(
                    "needs",
                    task.needs().stream()
                            .map(need -> plan.tasks().get(need).path())
                            .toList());
            if (task.parent() >= 0) {
                one.put("parent", plan.tasks().get(task.parent()).path());
                one.put("role", task.role().name().toLowerCase(Locale.ROOT));
            }
            tasks.add(one);
        }
        Map<String, Object> graph = new LinkedHashMap<>();
        graph.put("tasks", tasks);
        graph.put("order", paths(Order.sequential(plan)));
        graph.put(
                "levels",
                Order.levels(plan.top()).stream().map(JsonGraph::paths).toList());
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

    private static List<String> paths(List<PlannedTask> tasks) {
        return tasks.stream().map(PlannedTask::path).toList();
    }
}
