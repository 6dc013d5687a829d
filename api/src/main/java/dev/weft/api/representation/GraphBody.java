package dev.weft.api.representation;

import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A definition as a graph.
 *
 * @param order an order in which the tasks can run
 * @param levels ids that can run at once, level by level
 */
public record GraphBody(List<Node> tasks, List<String> order, List<List<String>> levels) {
    /**
     * A task.
     *
     * @param id its path
     * @param level 0 where it needs nothing
     */
    public record Node(String id, int level, List<String> needs) {}

    public static GraphBody of(Plan plan) {
        List<Node> nodes = plan.tasks().stream()
                .map(task -> new Node(
                        task.path(),
                        task.level(),
                        task.needs().stream()
                                .map(index -> plan.tasks().get(index).path())
                                .toList()))
                .toList();
        List<PlannedTask> ordered = plan.tasks().stream()
                .sorted(Comparator.comparingInt(PlannedTask::level).thenComparingInt(PlannedTask::index))
                .toList();
        List<List<String>> levels = new ArrayList<>();
        for (PlannedTask task : ordered) {
            while (levels.size() <= task.level()) {
                levels.add(new ArrayList<>());
            }
            levels.get(task.level()).add(task.path());
        }
        return new GraphBody(nodes, ordered.stream().map(PlannedTask::path).toList(), levels);
    }
}
