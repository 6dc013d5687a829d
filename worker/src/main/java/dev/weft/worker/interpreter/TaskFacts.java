package dev.weft.worker.interpreter;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.event.FactType;
import dev.weft.worker.task.Cached;
import dev.weft.worker.task.ClockKind;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is told of a task: small, and never its parameters or output, which may be large or not for everybody. Pure. */
final class TaskFacts {
    private TaskFacts() {}

    static Map<String, @Nullable Object> data(FactType type, TaskState task) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("status", task.status().name());
        if (task.attempts() > 0) {
            data.put("attempt", (long) task.attempts());
        }
        if (task.agent() != null) {
            data.put("agent", task.agent());
        }
        if (task.reason() != null) {
            data.put("reason", task.reason());
        }
        taken(data, task.cached());
        boolean failed = type == FactType.TASK_FAILED
                || type == FactType.TASK_RETRYING
                || type == FactType.TASK_SKIPPED
                || (type == FactType.TASK_CHANGED && task.status() == TaskStatus.FAILED)
                || task.held();
        error(data, failed ? task.error() : null);
        if (task.startedAt() != null && task.endedAt() != null) {
            data.put("duration", seconds(Duration.between(task.startedAt(), task.endedAt())));
        }
        return data;
    }

    /** That it isn't done by when it should be. */
    static Map<String, @Nullable Object> late(TaskState task) {
        Map<String, @Nullable Object> data = data(FactType.TASK_LATE, task);
        data.put("due", String.valueOf(Objects.requireNonNull(task.sla()).due()));
        return data;
    }

    /** From which run an output is taken, where it is. */
    static void taken(Map<String, @Nullable Object> data, @Nullable Cached cached) {
        if (cached != null && cached.run() != null) {
            data.put("cached_from", cached.run());
        }
    }

    static void error(Map<String, @Nullable Object> data, @Nullable Failure error) {
        if (error != null) {
            data.put("error", Map.of("code", error.code(), "message", error.message()));
        }
    }

    /** Whether an attempt has failed, and its next is due after a delay. */
    static boolean awaitsAttempt(TaskState task) {
        return task.clock() != null && task.clock().kind() == ClockKind.RETRY;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
