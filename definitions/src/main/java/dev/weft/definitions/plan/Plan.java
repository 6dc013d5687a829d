package dev.weft.definitions.plan;

import dev.weft.definitions.model.Definition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The compiled graph of a definition: what the interpreter runs. A pure function of the canonical document.
 *
 * <p>Immutable and thread safe.
 */
public final class Plan {
    private final Definition definition;
    private final String digest;
    private final List<PlannedTask> tasks;
    private final Map<String, PlannedTask> byPath;

    /**
     * @param definition what was compiled
     * @param digest sha-256 of the canonical document, in lower-case hexadecimal
     * @param tasks in the order written; a task's place in this list is its index
     */
    public Plan(Definition definition, String digest, List<PlannedTask> tasks) {
        this.definition = definition;
        this.digest = digest;
        this.tasks = List.copyOf(tasks);
        this.byPath = new LinkedHashMap<>();
        tasks.forEach(task -> byPath.put(task.path(), task));
    }

    /** What was compiled. */
    public Definition definition() {
        return definition;
    }

    /** sha-256 of the canonical document. */
    public String digest() {
        return digest;
    }

    /** All tasks, in the order written. */
    public List<PlannedTask> tasks() {
        return tasks;
    }

    /** The task at a path, such as {@code outline}. */
    public Optional<PlannedTask> task(String path) {
        return Optional.ofNullable(byPath.get(path));
    }
}
