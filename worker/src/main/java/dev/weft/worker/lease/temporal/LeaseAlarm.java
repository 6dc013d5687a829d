package dev.weft.worker.lease.temporal;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One timer: the earliest that is asked for counts, and whoever is woken asks for the next. Workflow threads only. */
final class LeaseAlarm {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Runnable wake;
    private @Nullable Instant due;
    private @Nullable CancellationScope waiting;

    LeaseAlarm(Runnable wake) {
        this.wake = wake;
    }

    /** Wakes at a time, or before. */
    void at(Instant time) {
        if (due != null && !due.isAfter(time)) {
            return;
        }
        stop();
        due = time;
        Duration left = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), time);
        CancellationScope[] own = new CancellationScope[1];
        own[0] = Workflow.newCancellationScope(() -> Workflow.newTimer(left.compareTo(SHORTEST) < 0 ? SHORTEST : left)
                .handle((over, cancelled) -> {
                    if (cancelled == null && waiting == own[0]) {
                        waiting = null;
                        due = null;
                        wake.run();
                    }
                    return null;
                }));
        waiting = own[0];
        own[0].run();
    }

    void stop() {
        if (waiting != null) {
            CancellationScope before = waiting;
            waiting = null;
            due = null;
            before.cancel("another time, or none");
        }
    }
}
