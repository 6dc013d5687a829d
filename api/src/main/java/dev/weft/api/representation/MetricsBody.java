package dev.weft.api.representation;

import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/**
 * A run in numbers; durations in seconds, those of tasks {@code null} while none has ended.
 *
 * @param totalDuration of an open run until now
 */
public record MetricsBody(
        BigDecimal totalDuration,
        int totalTasks,
        int completedTasks,
        int failedTasks,
        int skippedTasks,
        @Nullable BigDecimal avgTaskDuration,
        @Nullable BigDecimal maxTaskDuration,
        @Nullable BigDecimal minTaskDuration) {
    static MetricsBody of(RunView view, Instant now) {
        List<RunView.TaskView> tasks = view.tasks().values().stream()
                .filter(task -> !task.action().equals(RunView.BLOCK))
                .toList();
        LongSummaryStatistics millis = tasks.stream()
                .filter(task -> task.startedAt() != null && task.endedAt() != null)
                .mapToLong(MetricsBody::millis)
                .summaryStatistics();
        boolean none = millis.getCount() == 0;
        return new MetricsBody(
                Durations.seconds(Duration.between(view.startedAt(), view.endedAt() == null ? now : view.endedAt())),
                tasks.size(),
                count(tasks, TaskStatus.COMPLETED),
                count(tasks, TaskStatus.FAILED),
                count(tasks, TaskStatus.SKIPPED),
                none ? null : seconds(Math.round(millis.getAverage())),
                none ? null : seconds(millis.getMax()),
                none ? null : seconds(millis.getMin()));
    }

    private static long millis(RunView.TaskView task) {
        Instant from = task.startedAt();
        Instant to = task.endedAt();
        return from == null || to == null ? 0 : Duration.between(from, to).toMillis();
    }

    private static BigDecimal seconds(long millis) {
        return Durations.seconds(Duration.ofMillis(millis));
    }

    private static int count(List<RunView.TaskView> tasks, TaskStatus status) {
        return (int) tasks.stream().filter(task -> task.status() == status).count();
    }
}
