package dev.weft.worker.interpreter.state;

import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the states that count among those that are kept. */
final class Census {
    private final Nodes nodes;
    private final List<Frame> frames;
    private final List<TaskState> tasks;
    private final boolean executions;
    private final Map<Integer, List<Integer>> attempts = new LinkedHashMap<>();
    private final List<Integer> found = new ArrayList<>();

    /**
     * @param executions whether all that was done is looked for, attempts that others have followed among it, and not
     *     compensations
     */
    Census(Nodes nodes, List<Frame> frames, List<TaskState> tasks, boolean executions) {
        this.nodes = nodes;
        this.frames = frames;
        this.tasks = tasks;
        this.executions = executions;
        frames.stream()
                .filter(frame -> frame.kind() == Frame.Kind.ATTEMPT)
                .forEach(frame -> attempts.computeIfAbsent(frame.owner(), none -> new ArrayList<>())
                        .add(frame.base()));
    }

    List<Integer> all() {
        nodes.children(-1).forEach(this::add);
        return found;
    }

    /** Those of a task and all below it. */
    List<Integer> of(int node) {
        add(node);
        return found;
    }

    private void add(int node) {
        found.add(node);
        below(node, true);
    }

    /**
     * Those of all below a task.
     *
     * @param withAttempts whether those of its own earlier attempts are among them
     */
    List<Integer> below(int node, boolean withAttempts) {
        Loop loop = tasks.get(node).loop();
        if (loop != null) {
            loop.live().forEach(frame -> add(frames.get(frame).base()));
        }
        if (!nodes.loops(node)) {
            nodes.children(node).forEach(this::add);
        }
        int fallback = nodes.fallback(node);
        if (fallback >= 0) {
            add(fallback);
        }
        int compensation = nodes.compensation(node);
        if (!executions && compensation >= 0 && tasks.get(compensation).startedAt() != null) {
            add(compensation);
        }
        if (withAttempts) {
            attempts.getOrDefault(node, List.of()).forEach(executions ? this::add : this::compensations);
        }
        return found;
    }

    /** Of an attempt that is over only what undoes it counts. */
    private void compensations(int attempt) {
        for (int node : new Census(nodes, frames, tasks, true).of(attempt)) {
            int compensation = nodes.compensation(node);
            if (compensation >= 0 && tasks.get(compensation).startedAt() != null) {
                add(compensation);
            }
        }
    }
}
