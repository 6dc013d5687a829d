package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.workflow.Versions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops what the run has begun. The server hears of what is begun at the end of the workflow task. What is stopped before, after an
 * answer that came in the same workflow task from this worker, would be in no history; but a replay begins it before it comes to
 * that answer, and finds something else in its place. So it is begun all the same, and stopped in a workflow task that follows.
 * Workflow threads only.
 */
final class Stops {
    /** Name of the change by which it is stopped later. */
    private static final String LATER = "what no history has is stopped later";

    private final List<Runnable> later = new ArrayList<>();
    private long history;
    private int step;

    /**
     * When something was begun.
     *
     * @param history events before the workflow task in which it was
     * @param step of the run by which it was; -1 for none
     */
    record Begun(long history, int step) {}

    /** The run takes another step. */
    void step() {
        step++;
        if (history() != history) {
            stopAll();
        }
    }

    /** By the present step. */
    Begun begun() {
        return new Begun(history(), step);
    }

    /** By no step. */
    Begun begunBetween() {
        return new Begun(history(), -1);
    }

    /** Stops it now, or once more is heard of: nothing comes of it until then. */
    void stop(Begun begun, Runnable how) {
        if (mayBeNow(begun)) {
            how.run();
        } else {
            later.add(how);
        }
    }

    /** Stops it now, or in the next workflow task. */
    void stopSoon(Begun begun, Runnable how) {
        if (mayBeNow(begun)) {
            how.run();
            return;
        }
        later.add(how);
        // The shortest timer there is opens the next workflow task.
        Workflow.newDetachedCancellationScope(
                        () -> Workflow.newTimer(Duration.ofMillis(1)).thenApply(over -> {
                            stopAll();
                            return over;
                        }))
                .run();
    }

    /** In one step there is no answer between. */
    private boolean mayBeNow(Begun begun) {
        boolean now = begun.history() != history() || begun.step() == step || !Versions.has(LATER);
        history = history();
        return now;
    }

    private void stopAll() {
        List<Runnable> all = List.copyOf(later);
        later.clear();
        all.forEach(Runnable::run);
    }

    private static long history() {
        return Workflow.getInfo().getHistoryLength();
    }
}
