package dev.weft.worker.interpreter.view;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task inside of a loop as one: what its items and turns are about, taken together. */
final class Gathered {
    /** The first of these that one is about is what all are about; those before FAILED only while there is more to do. */
    private static final List<TaskStatus> ORDER = List.of(
            TaskStatus.RUNNING,
            TaskStatus.WAITING,
            TaskStatus.PENDING,
            TaskStatus.FAILED,
            TaskStatus.CANCELLED,
            TaskStatus.COMPLETED,
            TaskStatus.COMPENSATED,
            TaskStatus.SKIPPED);

    private Gathered() {}

    static RunView.TaskView of(String action, List<RunView.TaskView> all) {
        TaskStatus status = all.stream()
                .map(RunView.TaskView::status)
                .min(Comparator.comparing(ORDER::indexOf))
                .orElse(TaskStatus.PENDING);
        long ended = all.stream().filter(one -> one.status().ended()).count();
        boolean begun = status == TaskStatus.PENDING && ended > 0;
        return new RunView.TaskView(
                begun ? TaskStatus.RUNNING : status,
                action,
                first(all.stream().map(RunView.TaskView::agent).toList()),
                null,
                null,
                all.isEmpty() ? null : "%d of %d have ended".formatted(ended, all.size()),
                all.stream().mapToInt(RunView.TaskView::attempts).sum(),
                extreme(all.stream().map(RunView.TaskView::startedAt).toList(), Comparator.naturalOrder()),
                ended < all.size()
                        ? null
                        : extreme(all.stream().map(RunView.TaskView::endedAt).toList(), Comparator.reverseOrder()),
                error(all),
                null,
                extreme(all.stream().map(RunView.TaskView::late).toList(), Comparator.naturalOrder()),
                null);
    }

    private static @Nullable Failure error(List<RunView.TaskView> all) {
        return first(all.stream()
                .filter(one -> one.status() == TaskStatus.FAILED)
                .map(RunView.TaskView::error)
                .toList());
    }

    private static <T> @Nullable T first(List<@Nullable T> values) {
        return values.stream().filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static @Nullable Instant extreme(List<@Nullable Instant> times, Comparator<Instant> order) {
        Instant found = null;
        for (Instant time : times) {
            if (time != null && (found == null || order.compare(time, found) < 0)) {
                found = time;
            }
        }
        return found;
    }
}
