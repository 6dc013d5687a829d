package dev.weft.worker.interpreter.slice;

import dev.weft.worker.interpreter.Leftovers;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.attempt.IdempotencyKey;
import dev.weft.worker.interpreter.cache.Results;
import dev.weft.worker.interpreter.child.ChildRuns;
import dev.weft.worker.interpreter.lease.LeasesAround;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.Sizes;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunId;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.SliceTerms;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Child;
import dev.weft.worker.task.TaskState;
import java.util.Objects;

/** Slices under way: each is a child run, that does items of the same loop. */
public final class Slices {
    private Slices() {}

    /** Whether one is about to go on in the run that has done it. */
    public static boolean goesOn(Turn turn, int slice) {
        Child child = turn.task(slice).child();
        return turn.nodes.isSlice(slice)
                && turn.task(slice).status() == TaskStatus.PENDING
                && child != null
                && child.again() != null;
    }

    /** Whether one is about to go on for the sake of something in it that runs whatever happens. */
    public static boolean cleansUp(Turn turn, int slice) {
        Child child = goesOn(turn, slice) ? turn.task(slice).child() : null;
        String task =
                child == null || child.again() == null ? null : child.again().task();
        return task != null && AlwaysRun.is(turn.plan, turn.planned(slice).path(), task);
    }

    /**
     * Has one go on in the run that has done it, as soon as it may begin.
     *
     * @param said what that run is told
     */
    public static void goOn(Turn turn, int slice, Control said) {
        TaskState before = turn.task(slice);
        Child child = Objects.requireNonNull(before.child());
        int failed = SliceEnds.thatStay(turn, slice, said);
        int compensation = turn.nodes.compensation(slice);
        if (compensation >= 0) {
            Leftovers.renew(turn, compensation);
        }
        turn.putAside(
                slice,
                TaskState.pending(0)
                        .edit()
                        .execution(before.execution() + 1)
                        .child(child.goingOn(said, failed))
                        .done());
    }

    /** Starts the run that does one, or has the one that did it go on. */
    public static void start(Turn turn, int slice) {
        Child child = turn.task(slice).child();
        if (child != null && child.again() != null) {
            revive(turn, slice, child, child.again());
        } else {
            startAnother(turn, slice);
        }
    }

    private static void revive(Turn turn, int slice, Child child, Control said) {
        String run = Objects.requireNonNull(child.run());
        int loop = turn.parent(slice);
        int untold = child.failed() + SliceFailures.untold(turn, loop, slice);
        SliceTerms terms = new SliceTerms(
                SliceFailures.tolerated(turn, loop, child),
                untold,
                said.slice() != null && said.slice().failed());
        turn.put(slice, turn.task(slice).edit().child(child.untold(untold)).done());
        turn.effect(new Effect.ReviveChild(
                slice,
                run,
                LeasesAround.parent(turn, slice, true).of(Results.place(turn, slice)),
                said.fromAbove(turn.facts.run(), terms),
                IdempotencyKey.of(turn, slice)));
        if (turn.paused) {
            turn.effect(new Effect.PauseChild(run));
        }
    }

    private static void startAnother(Turn turn, int slice) {
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
                && child.again() == null
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
