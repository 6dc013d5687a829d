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

    /**
     * One of them, or what stands for several.
     *
     * @param many how many items it stands for
     */
    record Part(RunView.TaskView view, int many) {
        RunView.ItemCount count() {
            return new RunView.ItemCount(
                    view.status().ended() ? many : 0, view.status() == TaskStatus.FAILED ? many : 0, many);
        }
    }

    static RunView.TaskView of(String action, List<Part> parts) {
        List<RunView.TaskView> all = parts.stream().map(Part::view).toList();
        RunView.ItemCount count =
                parts.stream().map(Part::count).reduce(new RunView.ItemCount(0, 0, 0), RunView.ItemCount::plus);
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
                all.isEmpty() ? null : count.words(),
                all.stream().mapToInt(RunView.TaskView::attempts).sum(),
                extreme(all.stream().map(RunView.TaskView::startedAt).toList(), Comparator.naturalOrder()),
                ended < all.size()
                        ? null
                        : extreme(all.stream().map(RunView.TaskView::endedAt).toList(), Comparator.reverseOrder()),
                error(all),
                null,
                extreme(all.stream().map(RunView.TaskView::late).toList(), Comparator.naturalOrder()),
                null,
                all.isEmpty() ? null : count);
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
