package dev.weft.worker.interpreter.block;

import dev.weft.worker.interpreter.Leftovers;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import org.jspecify.annotations.Nullable;

/** The places of items and turns, and how many a run can have. */
final class Frames {
    /** Items or turns of one task. */
    static final int MAX_OF_A_TASK = 500;

    /** States of one run: an attempt costs up to six events, and Temporal ends a run with 51,200. */
    static final int MAX_STATES = 8_000;

    private Frames() {}

    /**
     * A place for an item or turn, and for all below it.
     *
     * @param old the frame that is taken again; -1 for a new one
     * @return the index of the frame
     */
    static int take(Turn turn, int old, int owner, Frame.Kind kind, int number, @Nullable Object item) {
        if (old >= 0) {
            Frame before = turn.frames.get(old);
            turn.frames.set(old, new Frame(before.base(), before.root(), owner, kind, number, item));
            Leftovers.renew(turn, before.base());
            return old;
        }
        int root = turn.planned(owner).index();
        boolean isSlice = kind == Frame.Kind.SLICE;
        int size = isSlice ? turn.nodes.sizeOfSlice(owner) : turn.nodes.size(owner);
        turn.frames.add(new Frame(turn.size(), root, owner, kind, number, item));
        for (int task = root; task < root + size; task++) {
            int needs = task == root || isSlice
                    ? 0
                    : turn.plan.tasks().get(task).needs().size();
            turn.add(TaskState.pending(needs));
        }
        return turn.frames.size() - 1;
    }

    /** How many states the run would have, with so many items or turns of a task. */
    private static long states(Turn turn, int task, int wanted) {
        Loop loop = turn.task(task).loop();
        int more = wanted - (loop == null ? 0 : loop.frames().size());
        return turn.size() + (long) Math.max(0, more) * turn.nodes.size(task);
    }

    /** Whether one run can hold so many items of a task. */
    static boolean fit(Turn turn, int task, int items) {
        return items <= MAX_OF_A_TASK && states(turn, task, items) <= MAX_STATES;
    }

    /** Why a task can't have so many items or turns; {@code null} where it can. */
    static @Nullable Failure tooMany(Turn turn, int task, int wanted, String what) {
        if (wanted > MAX_OF_A_TASK) {
            return Failure.permanent(
                    "too_many_items",
                    "Expected at most %d %s of one task, but found %d. Put several into one with `batch`, or start a run for each part."
                            .formatted(MAX_OF_A_TASK, what, wanted));
        }
        long states = states(turn, task, wanted);
        return states <= MAX_STATES
                ? null
                : Failure.permanent(
                        "too_many_items",
                        "Expected at most %d tasks in one run, those of each item and turn counted, but found %d. Start a run for each part."
                                .formatted(MAX_STATES, states));
    }
}
