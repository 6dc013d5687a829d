package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.workflow.Versions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts of attempts and child runs. One workflow task starts a bounded number with bounded inputs, and with bounded
 * outputs of local activities: over 4 MB a completion of a workflow task is refused, for ever. The rest follows in the next
 * one. Where as many are under way as there is {@link Room} for, the rest waits in its order until one of them ends, and while the run
 * is paused until it goes on. Workflow threads only.
 */
final class Launches {
    /** Name, in histories, of the change by which nothing starts while a run is paused that it wanted to start before. */
    private static final String WAITS_WHILE_PAUSED = "what waits to be started waits while paused";

    private static final int MAX_PER_WORKFLOW_TASK = 200;
    private static final long MAX_BYTES_PER_WORKFLOW_TASK = 2_000_000;

    /**
     * One of them.
     *
     * @param kind of which there may be only so many at once; whoever starts one says when it is {@link #over}
     * @param bytes of what its workflow task tells Temporal of it
     * @param start has Temporal start it
     * @param withdrawn what has happened where it is taken back before
     */
    record Launch(int task, Room.Of kind, long bytes, Runnable start, Supplier<RunEvent> withdrawn) {
        /** One of an attempt. */
        static Launch of(int task, int attempt, Room.Of kind, long bytes, Runnable start) {
            return new Launch(
                    task, kind, bytes, start, () -> new RunEvent.AttemptCancelled(RunClock.now(), task, attempt));
        }
    }

    private final Consumer<RunEvent> events;
    private final Room room = new Room();
    private final Deque<Launch> backlog = new ArrayDeque<>();
    private final Deque<Launch> crowded = new ArrayDeque<>();
    private @Nullable Boolean waitsWhilePaused;
    private boolean paused;
    private long workflowTask = -1;
    private int started;
    private long bytes;
    private boolean held;
    private int withdrawn;

    Launches(Consumer<RunEvent> events) {
        this.events = events;
    }

    void launch(Launch launch) {
        if (held || !backlog.isEmpty()) {
            backlog.add(launch);
            return;
        }
        if (waitsForRoom(launch)) {
            return;
        }
        if (fits(launch)) {
            begin(launch);
            return;
        }
        // The shortest timer there is opens the next workflow task.
        Workflow.newDetachedCancellationScope(
                        () -> Workflow.newTimer(Duration.ofMillis(1)).thenApply(this::startBacklog))
                .run();
        backlog.add(launch);
    }

    /** Starts something small in this workflow task, also while all else is held, if there is room for it. */
    void launchAtOnce(Launch launch) {
        if (!waitsForRoom(launch)) {
            begin(launch);
        }
    }

    /** The run is paused, or is not: what waits to be started, and what comes meanwhile, waits until it is no more. */
    void pause(boolean now) {
        boolean before = paused;
        paused = now;
        if (before && !now && Boolean.TRUE.equals(waitsWhilePaused) && !held) {
            startBacklog(null);
        }
    }

    /** Something is under way, also where there is no room for it. */
    void goesOn(Room.Of kind) {
        room.take(kind);
    }

    /** Something that was started has ended: the next of its kind that has waited for room begins. */
    void over(Room.Of kind) {
        room.give(kind);
        // Where others wait for the next workflow task, all begins with that.
        if (!held && backlog.isEmpty() && !room.isFull(kind) && !isPaused(kind)) {
            crowded.stream()
                    .filter(waiting -> waiting.kind() == kind)
                    .findFirst()
                    .ifPresent(next -> {
                        crowded.remove(next);
                        launch(next);
                    });
        }
    }

    /** Something that was started had nothing to do. */
    void wasNothing(Room.Of kind) {
        room.give(kind);
    }

    /** Whether a task has something that waits for room. */
    boolean isCrowdedOut(int task) {
        return crowded.stream().anyMatch(waiting -> waiting.task() == task);
    }

    /** Takes one back that waits to be started, which is then told to be cancelled; {@code false} where none does. */
    boolean withdraw(int task) {
        boolean waited = withdraw(task, backlog);
        return withdraw(task, crowded) || waited;
    }

    private boolean withdraw(int task, Deque<Launch> from) {
        return from.removeIf(waiting -> {
            if (waiting.task() == task) {
                withdrawn++;
                Workflow.newDetachedCancellationScope(
                                () -> Workflow.newTimer(Duration.ofMillis(1)).thenApply(done -> {
                                    withdrawn--;
                                    events.accept(waiting.withdrawn().get());
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
        Deque<Launch> waiting = new ArrayDeque<>(crowded);
        waiting.addAll(backlog);
        crowded.clear();
        backlog.clear();
        waiting.forEach(this::launch);
        return timer;
    }

    private boolean waitsForRoom(Launch launch) {
        boolean waits = room.isFull(launch.kind()) || isPaused(launch.kind());
        if (waits) {
            crowded.add(launch);
        }
        return waits;
    }

    /** Asked of histories only where an earlier build started it, as it costs an event. */
    private boolean isPaused(Room.Of kind) {
        if (!paused || !kind.isWork()) {
            return false;
        }
        if (waitsWhilePaused == null) {
            waitsWhilePaused = Versions.has(WAITS_WHILE_PAUSED);
        }
        // It may go on while that is found out.
        return waitsWhilePaused && paused;
    }

    private void begin(Launch launch) {
        room.take(launch.kind());
        launch.start().run();
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
