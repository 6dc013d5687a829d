package dev.weft.worker.interpreter.undo;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Checkpoint;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The points that a run can go back to: each task, item and turn that has completed, and that still counts. Pure. */
public final class Checkpoints {
    private Checkpoints() {}

    /** All of them, oldest first. */
    public static List<Checkpoint> of(RunLoop loop, RunState state) {
        Nodes nodes = state.nodes(loop.plan());
        return nodes(loop, state).stream()
                .map(node -> new Checkpoint(
                        nodes.path(node),
                        nodes.planned(node).path(),
                        Objects.requireNonNull(state.tasks().get(node).endedAt())))
                .toList();
    }

    /** Indexes of their tasks, oldest first. */
    static List<Integer> nodes(RunLoop loop, RunState state) {
        Nodes nodes = state.nodes(loop.plan());
        return nodes.executions(state.tasks()).stream()
                .filter(node -> state.tasks().get(node).status() == TaskStatus.COMPLETED
                        && state.tasks().get(node).order() > 0
                        && !nodes.isSuperseded(node))
                .sorted(Comparator.comparing(node -> state.tasks().get(node).order()))
                .toList();
    }

    /** Index of the last before the first that failed or was cut short; of the last of all where none was; -1 for none. */
    static int last(RunLoop loop, RunState state) {
        Nodes nodes = state.nodes(loop.plan());
        int failed = nodes.executions(state.tasks()).stream()
                .map(node -> state.tasks().get(node))
                .filter(task ->
                        task.status() == TaskStatus.FAILED || task.status() == TaskStatus.CANCELLED || task.held())
                .mapToInt(TaskState::order)
                .min()
                .orElse(Integer.MAX_VALUE);
        return nodes(loop, state).reversed().stream()
                .filter(node -> state.tasks().get(node).order() < failed)
                .findFirst()
                .orElse(-1);
    }
}
