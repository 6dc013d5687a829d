package dev.weft.worker.interpreter.slice;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.block.ForEaches;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.SliceTerms;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts failures over all slices of a loop while these are under way. Each may keep some for itself, as long as all that
 * are kept so are no more than are still tolerated; from then on it tells of each. So no tolerance is passed unseen, and
 * where much is tolerated little is told.
 */
public final class SliceFailures {
    private SliceFailures() {}

    /**
     * How many items of a loop have failed, as far as is known.
     *
     * @param ended how many of those in slices that have ended
     */
    public static int known(Turn turn, int loop, int ended) {
        return ended
                + underWay(turn, loop).stream()
                        .mapToInt(child -> child.failed())
                        .sum();
    }

    /** How many items of a slice that goes on may have failed for others to begin. */
    static int tolerated(Turn turn, int loop, Child child) {
        boolean isRefused =
                turn.task(loop).loop() instanceof Loop of && of.terms() instanceof Loop.Items all && all.refused();
        return isRefused ? -1 : left(turn, loop) + child.failed();
    }

    /** How many more may fail. */
    static int left(Turn turn, int loop) {
        Loop of = turn.task(loop).loop();
        return of != null && of.terms() instanceof Loop.Items all
                ? all.tolerated() - known(turn, loop, all.failed())
                : 0;
    }

    /** How many items of a slice that is about to start may fail before it says so. */
    static int untold(Turn turn, int loop, int slice) {
        int left = left(turn, loop);
        int size = SliceEnds.size(turn, slice);
        int open = turn.live(loop).stream()
                .filter(one -> !turn.task(one).status().ended())
                .mapToInt(one -> SliceEnds.size(turn, one))
                .sum();
        if (left >= open) {
            return size;
        }
        int unknown = underWay(turn, loop).stream().mapToInt(Child::unknown).sum();
        return Math.clamp(Math.min(left / (2 * Slicing.AT_ONCE), left - unknown), 0, size);
    }

    /** A run that does a slice says how many of its items have failed. */
    public static void told(Turn turn, int slice, int failed) {
        Child child = Objects.requireNonNull(turn.task(slice).child());
        int loop = turn.parent(slice);
        if (failed > child.failed()) {
            turn.put(slice, turn.task(slice).edit().child(child.failing(failed)).done());
            if (left(turn, loop) < 0) {
                ForEaches.refuse(turn, loop);
            }
        }
    }

    /** Tells the run above of failures in the slice that this run does, where it may not keep them for itself. */
    public static void tell(Turn turn) {
        ParentRun above = turn.facts.request().parent();
        Loop loop = turn.around == null ? null : turn.task(0).loop();
        if (above == null
                || loop == null
                || turn.task(0).status().ended()
                || !(loop.terms() instanceof Loop.Items items)) {
            return;
        }
        Integer untold = items.untold();
        // One that has failed too often by itself has said so.
        if (untold != null && items.failed() > untold && items.allows(items.failed())) {
            turn.put(
                    0,
                    turn.task(0)
                            .edit()
                            .loop(loop.with(items.telling(items.failed())))
                            .done());
            turn.effect(new Effect.TellFailures(above, items.failed()));
        }
    }

    /** Sets how many items of the slice that a run does may fail before it says so. */
    static void tellFrom(Turn turn, int untold) {
        Loop loop = turn.task(0).loop();
        if (loop != null && loop.terms() instanceof Loop.Items items) {
            turn.put(
                    0,
                    turn.task(0).edit().loop(loop.with(items.telling(untold))).done());
        }
    }

    private static boolean isToGoOn(TaskState slice) {
        return !slice.status().ended() && slice.child() != null && slice.child().again() != null;
    }

    /** Of a run that does a slice, and goes on after its end: what the run above says of its failures. */
    public static void goOn(Turn turn, SliceTerms terms) {
        Loop loop = turn.task(0).loop();
        if (loop != null && loop.terms() instanceof Loop.Items items) {
            turn.putAside(
                    0,
                    turn.task(0)
                            .edit()
                            .loop(loop.with(items.within(terms.tolerated(), terms.untold())))
                            .done());
        }
    }

    private static List<Child> underWay(Turn turn, int loop) {
        return turn.live(loop).stream()
                .filter(one -> turn.task(one).status() == TaskStatus.RUNNING || isToGoOn(turn.task(one)))
                .<@Nullable Child>map(one -> turn.task(one).child())
                .filter(Objects::nonNull)
                .toList();
    }
}
