package dev.weft.api.gateway;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a history tells of a run without its interpreter.
 *
 * @param request that it was started with; {@code null} where it can't be read
 * @param outputs of a run that has completed
 * @param error of a run that has not
 * @param tasks that were given to workers, by path; what the interpreter did by itself is not among them
 */
public record RunHistory(
        @Nullable RunRequest request,
        @Nullable Object outputs,
        @Nullable Failure error,
        Map<String, Attempts> tasks) {
    public RunHistory {
        tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    }

    /**
     * What became of a task's attempts.
     *
     * @param count of attempts that were given to a worker
     * @param startedAt of the first
     * @param endedAt of the last, when it has ended
     * @param error of the last that failed
     * @param run that the last one was; {@code null} where it was none
     */
    public record Attempts(
            TaskStatus status,
            int count,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Failure error,
            @Nullable String run) {}
}
