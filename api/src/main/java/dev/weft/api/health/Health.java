package dev.weft.api.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.api.gateway.TaskQueueReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the platform is.
 *
 * @param score 100 less what the checks cost, at least 0
 * @param level {@code critical} below 50, {@code warning} below 70, else {@code healthy}
 * @param activeWorkflows runs that are open; {@code null} where Temporal doesn't say
 * @param queuedTasks tasks that wait for a worker, about; {@code null} where Temporal doesn't say
 * @param queuedRuns runs that wait for a place on the platform; {@code null} where their number isn't bounded, and where no
 *     worker says it
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Health(
        int score,
        String level,
        String version,
        @Nullable Long activeWorkflows,
        @Nullable Long queuedTasks,
        @Nullable Integer queuedRuns,
        List<TaskQueueReader.Worker> workers,
        Resources resources,
        List<Check> checks) {
    private static final int FULL = 100;
    private static final int HEALTHY = 70;
    private static final int WARNING = 50;

    static int score(List<Check> checks) {
        return Math.max(0, FULL - checks.stream().mapToInt(Check::cost).sum());
    }

    static String level(int score) {
        return score >= HEALTHY ? "healthy" : score >= WARNING ? "warning" : "critical";
    }

    /**
     * What this process uses of its machine.
     *
     * @param heapUsed bytes
     * @param heapMax bytes
     * @param diskFree bytes, where the home folder is; -1 where unknown
     * @param diskTotal bytes
     */
    public record Resources(int cpus, double load, long heapUsed, long heapMax, long diskFree, long diskTotal) {}
}
