package dev.weft.definitions.plan;

import dev.weft.definitions.model.Task;
import java.util.List;

/**
 * A task with its place in the graph.
 *
 * @param index place in {@link Plan#tasks()}
 * @param path ids joined by {@code .}; at the top the id alone
 * @param task what the author wrote
 * @param needs indexes of the tasks that must end first, in the order written
 * @param dependents indexes of the tasks that need this one, ascending
 * @param level 0 where it needs nothing, else one more than the highest level that it needs
 */
public record PlannedTask(int index, String path, Task task, List<Integer> needs, List<Integer> dependents, int level) {
    public PlannedTask {
        needs = List.copyOf(needs);
        dependents = List.copyOf(dependents);
    }
}
