package dev.weft.worker.interpreter;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.task.Loop;
import org.jspecify.annotations.Nullable;

/** How many items and turns a run can have. */
final class Frames {
    /** Items or turns of one task. */
    static final int MAX_OF_A_TASK = 500;

    /** States of one run: an attempt costs up to six events, and Temporal ends a run with 51,200. */
    static final int MAX_STATES = 8_000;

    private Frames() {}

    /** Why a task can't have so many items or turns; {@code null} where it can. */
    static @Nullable Failure tooMany(Turn turn, int task, int wanted, String what) {
        if (wanted > MAX_OF_A_TASK) {
            return Failure.permanent(
                    "too_many_items",
                    "Expected at most %d %s of one task, but found %d. Put several into one with `batch`, or start a run for each part."
                            .formatted(MAX_OF_A_TASK, what, wanted));
        }
        Loop loop = turn.task(task).loop();
        int more = wanted - (loop == null ? 0 : loop.frames().size());
        long states = turn.size() + (long) Math.max(0, more) * turn.nodes.size(task);
        return states <= MAX_STATES
                ? null
                : Failure.permanent(
                        "too_many_items",
                        "Expected at most %d tasks in one run, those of each item and turn counted, but found %d. Start a run for each part."
                                .formatted(MAX_STATES, states));
    }
}
