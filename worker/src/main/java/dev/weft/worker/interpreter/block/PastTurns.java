package dev.weft.worker.interpreter.block;

import dev.weft.definitions.plan.Turns;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns that are over. A task of which more are wanted than a run can hold keeps the last ones, and forgets what became of the
 * others: their places are taken again. Where something in a turn must still be known later, all are kept, and so many are refused.
 */
public final class PastTurns {
    /** What is computed by the run itself takes no time in it, and nothing else is heard meanwhile. */
    private static final int IN_A_ROW = 50;

    private PastTurns() {}

    /** How many turns a run keeps of a task of which it can't keep all; {@code null} where it must keep all. */
    static @Nullable Integer kept(Turn turn, int task, int max) {
        int size = turn.nodes.size(task);
        int kept = Math.min(Turns.KEPT, Frames.MAX_STATES / 2 / size);
        boolean fits = kept >= 2 && turn.size() + 2L * size <= Frames.MAX_STATES;
        return max > Turns.MOST || !fits || Turns.areAllKept(turn.planned(task).task()) ? null : kept;
    }

    /** Why so many turns, of which a run must keep all or which it can't count, are too many. */
    static Failure tooMany(Turn turn, int task, int max, Failure kept) {
        boolean all = Turns.areAllKept(turn.planned(task).task());
        if (max > Turns.MOST || (max > Turns.KEPT && all)) {
            return Failure.permanent(
                    kept.code(),
                    all
                            ? "Expected at most %d turns of a task in which something can be undone, a run is started or an event awaited, but found a max of %d. Write a smaller max, or start a run for each part of them."
                                    .formatted(Turns.KEPT, max)
                            : "Expected at most %d turns of one task, but found a max of %d. Write a smaller max, with a longer delay, or do more in one turn."
                                    .formatted(Turns.MOST, max));
        }
        return kept;
    }

    /** Whether the first turns of a task are forgotten. */
    public static boolean areForgotten(Turn turn, int task) {
        Loop loop = turn.task(task).loop();
        return loop != null
                && loop.used() > 0
                && loop.terms() instanceof Loop.Turns
                && turn.frames.get(loop.frames().getFirst()).number() > 0;
    }

    /** The number of the turn that is next. */
    static int next(Turn turn, Loop loop) {
        return loop.used() == 0
                ? 0
                : turn.frames.get(loop.frames().get(loop.used() - 1)).number() + 1;
    }

    /** How long a task of many turns without a delay waits now and then, so that no step of the run takes too long. */
    static Duration pause(Turn turn, Loop loop) {
        boolean many = loop.terms() instanceof Loop.Turns turns && turns.kept() != null;
        return many && next(turn, loop) % IN_A_ROW == 0 ? Duration.ofMillis(1) : Duration.ZERO;
    }

    /** With a place for another turn: that of the oldest, where no more are kept. */
    static Loop makeRoom(Turn turn, int task, Loop loop) {
        boolean hasSpare = loop.used() < loop.frames().size();
        if (!(loop.terms() instanceof Loop.Turns turns)
                || turns.kept() == null
                || loop.used() < 2
                || hasSpare
                || (loop.used() < turns.kept() && turn.size() + turn.nodes.size(task) <= Frames.MAX_STATES)) {
            return loop;
        }
        List<Integer> frames = new ArrayList<>(loop.frames());
        int oldest = frames.removeFirst();
        forget(turn, turn.frames.get(oldest).base());
        frames.add(oldest);
        return loop.with(frames, loop.used() - 1);
    }

    private static void forget(Turn turn, int oldest) {
        List<Integer> below = turn.nodes.executions(oldest, turn.tasks);
        forgetOne(turn, oldest);
        below.forEach(one -> forgetOne(turn, one));
    }

    private static void forgetOne(Turn turn, int task) {
        Loop loop = turn.task(task).loop();
        TaskState none = TaskState.pending(0);
        turn.forget(
                task,
                loop == null
                        ? none
                        : none.edit().loop(loop.with(loop.frames(), 0)).done());
    }
}
