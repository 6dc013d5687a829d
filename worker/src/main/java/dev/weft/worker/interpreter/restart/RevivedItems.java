package dev.weft.worker.interpreter.restart;

import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.failure.SteeringRules;
import dev.weft.worker.interpreter.slice.ItemPlaces;
import dev.weft.worker.interpreter.slice.SliceEnds;
import dev.weft.worker.interpreter.state.Nodes;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.state.Steering;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RefusedException.Code;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds what a person has named of a run that has ended: a task of it, or one in a slice that another run has done. Pure. */
final class RevivedItems {
    private RevivedItems() {}

    /**
     * What was named.
     *
     * @param task index of its state; that of the slice where it is in one; -1 where a run that does a slice goes on without
     * @param below what is said to the run that has done the slice; {@code null} where the task is one of this run
     */
    record Found(int task, @Nullable Control below) {}

    /**
     * Finds it.
     *
     * @throws RefusedException where there is no such task, or nothing can be said of it
     */
    static Found find(RunLoop loop, RunState state, Steering how, Control control) {
        if (control.slice() != null && control.task() == null) {
            return new Found(-1, null);
        }
        Nodes nodes = state.nodes(loop.plan());
        String path = control.task() == null ? "" : control.task();
        int own = nodes.find(path, state.tasks());
        ItemPlaces.InSlice in = own >= 0 ? null : ItemPlaces.slice(nodes, state.frames(), state.tasks(), path);
        if (in == null) {
            int index = SteeringRules.index(loop, state, control);
            boolean goesOn = nodes.isSlice(index) && how == Steering.RETRY && hasRun(state, index);
            if (goesOn) {
                checkFailed(loop, state, index, control);
            }
            return new Found(index, goesOn ? SlicesAgain.ofFailed(control.by()) : null);
        }
        if (loop.plan().task(Nodes.withoutNumbers(path)).isEmpty()) {
            throw new RefusedException(Code.NOT_FOUND, "Expected a task of this run, but found '%s'.".formatted(path));
        }
        return inSlice(state, how, control, in);
    }

    private static Found inSlice(RunState state, Steering how, Control control, ItemPlaces.InSlice in) {
        TaskState slice = state.tasks().get(in.slice());
        if (hasRun(state, in.slice())) {
            return new Found(in.slice(), control.at(in.path()));
        }
        if (slice.status() == TaskStatus.CANCELLED && how == Steering.RETRY) {
            // None of its items had begun: all of them are done.
            return new Found(in.slice(), null);
        }
        if (slice.status() == TaskStatus.COMPENSATED) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected an item that failed or was stopped, but '%s' is undone with its part of the items. To have all of it done again, restart the run from the loop: a new run begins."
                            .formatted(control.task()));
        }
        throw new RefusedException(
                Code.CONFLICT,
                "Expected an item that failed or was stopped, but '%s' has not begun, as its part of the items is %s%s. It is done with the rest: retry one that failed."
                        .formatted(
                                control.task(),
                                slice.status(),
                                slice.reason() == null ? "" : " (" + slice.reason() + ")"));
    }

    /** Whether a run has done a slice, and that is not undone. */
    private static boolean hasRun(RunState state, int slice) {
        TaskState task = state.tasks().get(slice);
        return task.hasBegunRun() && task.status() != TaskStatus.COMPENSATED;
    }

    private static void checkFailed(RunLoop loop, RunState state, int slice, Control control) {
        Turn turn = loop.turn(state, Instant.EPOCH);
        if (state.tasks().get(slice).status() == TaskStatus.COMPLETED
                && SliceEnds.failures(turn, slice).isEmpty()
                && !SliceEnds.mayLack(turn, slice)) {
            throw new RefusedException(
                    Code.CONFLICT,
                    "Expected items of which some failed or were stopped, but all of '%s' are done. To have them done again, restart the run from it: a new run begins."
                            .formatted(control.task()));
        }
    }
}
