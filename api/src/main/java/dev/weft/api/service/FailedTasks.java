package dev.weft.api.service;

import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.RunView.TaskView;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tasks of a run that failed. Pure. */
public final class FailedTasks {
    private FailedTasks() {}

    /** Tasks with their items and turns: of a task that loops these, not what is gathered of them. */
    public static Map<String, TaskView> all(RunView view) {
        Map<String, TaskView> tasks = new LinkedHashMap<>(view.tasks());
        view.items().keySet().forEach(item -> tasks.remove(item.replaceAll("\\[\\d+]", "")));
        tasks.putAll(view.items());
        return tasks;
    }

    /**
     * Paths of tasks that failed, or whose last attempt did and that haven't gone well since, the first that failed first; not of
     * those that failed as what they hold did.
     */
    public static List<String> of(Map<String, TaskView> tasks) {
        return tasks.entrySet().stream()
                .filter(task -> task.getValue().error() != null)
                .filter(task -> task.getValue().status() == TaskStatus.FAILED
                        || !task.getValue().status().ended())
                .filter(task -> !task.getValue().action().equals(RunView.BLOCK) || !holdsFailure(task.getKey(), tasks))
                .sorted(Comparator.comparing(
                        task -> Objects.requireNonNullElse(task.getValue().endedAt(), Instant.MAX)))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean holdsFailure(String block, Map<String, TaskView> tasks) {
        return tasks.entrySet().stream()
                .anyMatch(task ->
                        task.getKey().startsWith(block + ".") && task.getValue().error() != null);
    }
}
