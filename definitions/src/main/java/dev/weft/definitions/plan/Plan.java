package dev.weft.definitions.plan;

import dev.weft.definitions.model.Definition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The compiled graph of a definition: what the interpreter runs. A pure function of the canonical document.
 *
 * <p>Immutable and thread safe.
 */
public final class Plan {
    private final Definition definition;
    private final String digest;
    private final List<PlannedTask> tasks;
    private final List<PlannedTask> top;
    private final List<String> later;
    private final Map<String, PlannedTask> byPath;

    /**
     * @param definition what was compiled
     * @param digest sha-256 of the canonical document, in lower-case hexadecimal
     * @param tasks in the order written, a block before what it holds; a task's place in this list is its index
     * @param later what this release can't carry out, in words; empty where it can carry out all of it
     */
    public Plan(Definition definition, String digest, List<PlannedTask> tasks, List<String> later) {
        this.definition = definition;
        this.digest = digest;
        this.tasks = List.copyOf(tasks);
        this.top = tasks.stream().filter(task -> task.parent() < 0).toList();
        this.later = List.copyOf(later);
        this.byPath = new HashMap<>(tasks.size() * 2);
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

    /** All tasks, those of blocks and those in place among them, in the order written. */
    public List<PlannedTask> tasks() {
        return tasks;
    }

    /** The tasks of the definition itself, in the order written. */
    public List<PlannedTask> top() {
        return top;
    }

    /** The tasks of a block, in the order written. */
    public List<PlannedTask> children(PlannedTask block) {
        return block.children().stream().map(tasks::get).toList();
    }

    /** What is done instead when a task fails, and what undoes it: those of the two that there are, in this order. */
    public List<PlannedTask> asides(PlannedTask task) {
        return Stream.of(task.fallback(), task.compensation())
                .filter(aside -> aside >= 0)
                .map(tasks::get)
                .toList();
    }

    /** What this release can't carry out, such as {@code "cache" of a task at /tasks/fetch/cache}. */
    public List<String> later() {
        return later;
    }

    /** The task at a path, such as {@code outline} or {@code chapters.outline}. */
    public Optional<PlannedTask> task(String path) {
        return Optional.ofNullable(byPath.get(path));
    }
}
