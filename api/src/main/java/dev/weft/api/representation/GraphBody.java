package dev.weft.api.representation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A definition as a graph.
 *
 * @param tasks all of them, those of blocks and those in place among them, in the order written
 * @param order an order in which the tasks can run, a block before what it holds
 * @param levels ids of the definition's own tasks that can run at once, level by level
 * @param criticalPath the longest chain of needs
 */
public record GraphBody(List<Node> tasks, List<String> order, List<List<String>> levels, List<String> criticalPath) {
    /**
     * A task.
     *
     * @param id its path
     * @param level 0 where it needs nothing
     * @param parent path of the task whose block holds it, or that it stands in for or undoes; {@code null} at the top
     * @param role {@code task}, {@code fallback} or {@code compensation}
     */
    public record Node(
            String id,
            int level,
            List<String> needs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String parent,

            String role) {}

    /** The graph of a plan. */
    public static GraphBody of(Plan plan) {
        return new GraphBody(
                plan.tasks().stream().map(task -> node(plan, task)).toList(),
                paths(Order.sequential(plan)),
                Order.levels(plan.top()).stream().map(GraphBody::paths).toList(),
                paths(Order.criticalPath(plan)));
    }

    private static Node node(Plan plan, PlannedTask task) {
        return new Node(
                task.path(),
                task.level(),
                task.needs().stream()
                        .map(index -> plan.tasks().get(index).path())
                        .toList(),
                task.parent() < 0 ? null : plan.tasks().get(task.parent()).path(),
                task.role().name().toLowerCase(Locale.ROOT));
    }

    private static List<String> paths(List<PlannedTask> tasks) {
        return tasks.stream().map(PlannedTask::path).toList();
    }
}
