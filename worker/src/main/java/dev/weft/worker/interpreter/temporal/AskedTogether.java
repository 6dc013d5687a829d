package dev.weft.worker.interpreter.temporal;

import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What is asked outside of the run, one question after the other: what comes while one is under way goes together in the next.
 * Workflow threads only.
 */
final class AskedTogether<T> {
    private final ToIntFunction<List<T>> asking;
    private final Runnable idle;
    private final Deque<T> asked = new ArrayDeque<>();
    private boolean underWay;

    /**
     * @param asking asks for those that wait, oldest first, and tells what is answered; gives how many of them were, one at least
     * @param idle is called when all is answered
     */
    AskedTogether(ToIntFunction<List<T>> asking, Runnable idle) {
        this.asking = asking;
        this.idle = idle;
    }

    void ask(T one) {
        asked.add(one);
        if (!underWay) {
            underWay = true;
            Workflow.newDetachedCancellationScope(() -> Async.procedure(this::askAll))
                    .run();
        }
    }

    /** Whether all is answered. */
    boolean isIdle() {
        return !underWay;
    }

    private void askAll() {
        while (!asked.isEmpty()) {
            int answered = asking.applyAsInt(List.copyOf(asked));
            for (int i = 0; i < answered; i++) {
                asked.removeFirst();
            }
        }
        underWay = false;
        idle.run();
    }
}
