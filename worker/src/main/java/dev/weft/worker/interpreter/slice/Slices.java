package dev.weft.worker.interpreter.slice;

import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.IdempotencyKey;
import dev.weft.worker.interpreter.child.ChildRuns;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunId;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Child;

/** Slices under way: each is a child run, that does items of the same loop. */
public final class Slices {
    private Slices() {}

    /** Starts the run that does one. */
    public static void start(Turn turn, int slice) {
        int untold = SliceFailures.untold(turn, turn.parent(slice), slice);
        RunRequest request = SliceRequests.make(turn, slice, untold);
        long bytes = Sizes.ofRequest(request);
        if (bytes > Sizes.MAX_VALUE) {
            TaskEnds.fail(turn, slice, tooLarge(bytes));
            return;
        }
        String run = RunId.derived(
                request.workflow(),
                IdempotencyKey.of(turn, slice) + " " + turn.task(slice).attempts());
        turn.put(
                slice,
                turn.task(slice)
                        .edit()
                        .child(Child.starting(turn.task(slice).child(), run, true)
                                .untold(untold))
                        .done());
        turn.effect(new Effect.StartChild(slice, turn.task(slice).attempts(), run, request));
        if (turn.paused) {
            turn.effect(new Effect.PauseChild(run));
        }
    }

    /** Takes one up that is under way, where nothing of it but its run may be. */
    public static void resume(Turn turn, int slice) {
        Child child = turn.task(slice).child();
        if (child != null
                && child.run() != null
                && (child.begun() || turn.task(slice).stopping() != null)) {
            turn.effect(new Effect.AwaitChild(slice, turn.path(slice), child.run()));
        } else {
            start(turn, slice);
        }
    }

    /** Too many items have failed: those under way begin no more. */
    public static void refuseItems(Turn turn, int loop) {
        for (int slice : turn.live(loop)) {
            String run = turn.nodes.isSlice(slice) && turn.task(slice).status() == TaskStatus.RUNNING
                    ? ChildRuns.own(turn.task(slice))
                    : null;
            if (run != null) {
                turn.effect(new Effect.RefuseItems(run));
            }
        }
    }

    private static Failure tooLarge(long bytes) {
        return Failure.permanent(
                "too_large",
                "A part of the items, with what their tasks read, has about %d KiB, but a run is started with at most %d KiB. Write large values to files and pass the paths."
                        .formatted(bytes / 1024, Sizes.MAX_VALUE / 1024));
    }
}
