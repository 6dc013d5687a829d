package dev.weft.definitions.plan;

import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import java.util.List;

/**
 * A task with its place in the graph. Indexes are places in {@link Plan#tasks()}; -1 stands for none.
 *
 * @param path ids joined by {@code .}; at the top the id alone
 * @param task what the author wrote
 * @param role what it is to its parent
 * @param parent the task whose block holds it, or that it stands in for or undoes; -1 at the top
 * @param needs the siblings that must end first, in the order written
 * @param dependents the siblings that need this one, ascending
 * @param level 0 where it needs nothing, else one more than the highest level that it needs
 * @param children the tasks of its block, in the order written; empty where it calls an action
 * @param fallback what is done instead when it fails
 * @param compensation what undoes it
 */
public record PlannedTask(
        int index,
        String path,
        Task task,
        Role role,
        int parent,
        List<Integer> needs,
        List<Integer> dependents,
        int level,
        List<Integer> children,
        int fallback,
        int compensation) {
    /** What a task is to its parent. */
    public enum Role {
        /** One of its tasks, or of the definition's. */
        TASK,
        /** What is done instead when it fails. */
        FALLBACK,
        /** What undoes it. */
        COMPENSATION
    }

    public PlannedTask {
        needs = List.copyOf(needs);
        dependents = List.copyOf(dependents);
        children = List.copyOf(children);
    }

    /** Whether it holds tasks of its own. */
    public boolean isBlock() {
        return task.work() instanceof Work.Block;
    }
}
