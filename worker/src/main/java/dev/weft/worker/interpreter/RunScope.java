package dev.weft.worker.interpreter;

import dev.weft.definitions.expression.Scope;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that an expression of a run sees. Values are made when asked for: a large run pays for what it reads. */
final class RunScope implements Scope {
    private final Turn turn;
    private final boolean last;
    private final LazyMap tasks;

    /**
     * @param asking the task whose expression it is; {@code null} for the run's own
     */
    RunScope(Turn turn, @Nullable PlannedTask asking) {
        this.turn = turn;
        this.last = asking == null || asking.task().needsAll();
        this.tasks = new LazyMap(
                () -> turn.plan.tasks().stream().map(PlannedTask::path).toList(),
                path -> turn.plan
                        .task(path)
                        .map(planned -> task(planned.index()))
                        .orElse(null));
    }

    @Override
    public @Nullable Object find(String name) {
        return switch (name) {
            case "inputs" -> turn.facts.inputs();
            case "tasks" -> tasks;
            case "run" -> run();
            case "now" -> turn.now;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> run() {
        RunRequest request = turn.facts.request();
        RunStatus status = last ? turn.prospect() : RunStatus.RUNNING;
        Map<String, @Nullable Object> run = new LinkedHashMap<>();
        run.put("id", turn.facts.run());
        run.put("workflow", request.workflow());
        run.put("revision", (long) request.revision());
        run.put("started_at", turn.startedAt());
        run.put("started_by", request.startedBy());
        run.put("labels", request.labels());
        run.put("status", status.name());
        int failed = last ? turn.firstFailed() : -1;
        run.put("error", failed < 0 ? null : error(turn.task(failed).error()));
        return run;
    }

    private Map<String, @Nullable Object> task(int index) {
        TaskState state = turn.task(index);
        Map<String, @Nullable Object> task = new LinkedHashMap<>();
        task.put("status", state.status().name());
        task.put("output", state.status() == TaskStatus.COMPLETED ? state.output() : null);
        task.put("error", error(state.error()));
        task.put("attempts", (long) state.attempts());
        task.put("failures", List.of());
        return task;
    }

    private static @Nullable Map<String, Object> error(@Nullable Failure failure) {
        return failure == null ? null : Map.of("code", failure.code(), "message", failure.message());
    }
}
