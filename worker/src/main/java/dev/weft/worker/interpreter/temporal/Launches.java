package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.state.RunEvent;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts of attempts and child runs. One workflow task starts a bounded number with bounded inputs, and with bounded
 * outputs of local activities: over 4 MB a completion of a workflow task is refused, for ever. The rest follows in the next
 * one. Workflow threads only.
 */
final class Launches {
    private static final int MAX_PER_WORKFLOW_TASK = 200;
    private static final long MAX_BYTES_PER_WORKFLOW_TASK = 2_000_000;

    /**
     * One of them.
     *
     * @param bytes of what its workflow task tells Temporal of it
     * @param start has Temporal start it
     */
    record Launch(int task, int attempt, long bytes, Runnable start) {}

    private final Consumer<RunEvent> events;
    private final Deque<Launch> backlog = new ArrayDeque<>();
    private long workflowTask = -1;
    private int started;
    private long bytes;
    private boolean held;
    private int withdrawn;

    Launches(Consumer<RunEvent> events) {
        this.events = events;
    }

    void launch(Launch launch) {
        if (held) {
            backlog.add(launch);
            return;
        }
        if (backlog.isEmpty() && fits(launch)) {
            launch.start().run();
            return;
        }
        if (backlog.isEmpty()) {
            // The shortest timer there is opens the next workflow task.
            Workflow.newDetachedCancellationScope(
                            () -> Workflow.newTimer(Duration.ofMillis(1)).thenApply(this::startBacklog))
                    .run();
        }
        backlog.add(launch);
    }

    /** Takes one back that waits to be started, which is then told to be cancelled; {@code false} where none does. */
    boolean withdraw(int task) {
        return backlog.removeIf(waiting -> {
            if (waiting.task() == task) {
                withdrawn++;
                Workflow.newDetachedCancellationScope(() -> Workflow.newTimer(Duration.ofMillis(1))
                                .thenApply(done -> {
                                    withdrawn--;
                                    events.accept(
                                            new RunEvent.AttemptCancelled(RunClock.now(), task, waiting.attempt()));
                                    return done;
                                }))
                        .run();
                return true;
            }
            return false;
        });
    }

    /** A local activity has ended, for which room had been kept in the workflow task that it is told with. */
    void settle(long kept, long taken) {
        bytes = Math.max(0, bytes - kept) + taken;
    }

    /** Starts nothing more until it is released. */
    void hold() {
        held = true;
    }

    /** Starts what was held back, and what comes. */
    void release() {
        if (held) {
            held = false;
            startBacklog(null);
        }
    }

    /** Whether nothing is started for a while. */
    boolean isHeld() {
        return held;
    }

    /** Whether nothing was taken back of which that has not been told. */
    boolean isIdle() {
        return withdrawn == 0;
    }

    private @Nullable Void startBacklog(@Nullable Void timer) {
        if (held) {
            return timer;
        }
        Deque<Launch> waiting = new ArrayDeque<>(backlog);
        backlog.clear();
        waiting.forEach(this::launch);
        return timer;
    }

    /** Whether one more may start in this workflow task. The history's length changes with each workflow task. */
    private boolean fits(Launch launch) {
        long current = Workflow.getInfo().getHistoryLength();
        if (current != workflowTask) {
            workflowTask = current;
            started = 0;
            bytes = 0;
        }
        boolean fits = started == 0
                || (started < MAX_PER_WORKFLOW_TASK && bytes + launch.bytes() <= MAX_BYTES_PER_WORKFLOW_TASK);
        if (fits) {
            started++;
            bytes += launch.bytes();
        }
        return fits;
    }
}
