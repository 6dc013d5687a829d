package dev.weft.worker.interpreter.undo;

import dev.weft.definitions.model.OnFailure;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.RunLifecycle;
import dev.weft.worker.interpreter.Stopping;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.cache.Results;
import dev.weft.worker.interpreter.lease.RunLeases;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.Rollback;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.ParentRun;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Undoes a run, or what came after a checkpoint of it: what runs is stopped, then what has an effect is undone, newest
 * first and one at a time; then the run ends, or goes on from the checkpoint. What must run whatever happens comes after
 * the undoing, but for what has begun before it.
 */
public final class Rollbacks {
    private Rollbacks() {}

    /** Whether the failure of a task undoes the run. */
    public static boolean concern(Turn turn, int index) {
        return turn.nodes.isWhole(index)
                && turn.planned(index).task().onFailure() == OnFailure.Word.ROLLBACK
                && turn.ending == null
                && turn.rollback == null;
    }

    /** Undoes the whole run, which ends with that. */
    public static void ofAll(Turn turn, Failure cause) {
        turn.rollback = Rollback.asked(0, cause);
    }

    /** As the other, as something has failed that undoes the run, of which this one may do a slice. */
    public static void byFailure(Turn turn, Failure cause) {
        ofAll(turn, cause);
        ParentRun above = turn.facts.request().parent();
        if (turn.around != null && above != null) {
            turn.effect(new Effect.TellRollback(above, cause));
        }
    }

    /** Something has failed in a run that does a slice of this one, which undoes the whole. */
    public static void fromBelow(Turn turn, @Nullable Failure cause) {
        if (turn.ending == null && turn.rollback == null) {
            byFailure(turn, cause == null ? Failure.permanent("rolled_back", "A part of the run was undone.") : cause);
        }
    }

    /** Undoes what came after a task, from where the run goes on; or all, where there is no such task. */
    public static void asked(Turn turn, RunEvent.RollbackAsked event) {
        if (turn.rollback != null || turn.ending != null) {
            return;
        }
        if (event.checkpoint() < 0) {
            ofAll(turn, Failure.permanent("rolled_back", "'%s' had the run undone.".formatted(event.by())));
        } else {
            turn.rollback = Rollback.asked(turn.task(event.checkpoint()).order(), null);
        }
    }

    /** Whether something is to be undone before the run can end. */
    public static boolean areToCome(Turn turn) {
        return turn.rollback != null && turn.rollback.stage() != Rollback.Stage.ENDING;
    }

    /** Whether all is about to be stopped. */
    public static boolean areAsked(Turn turn) {
        return turn.rollback != null && turn.rollback.stage() == Rollback.Stage.ASKED;
    }

    /** Whether a task that could begin may, as far as an undoing is concerned. */
    public static boolean letsBegin(Turn turn, int task) {
        Rollback rollback = turn.rollback;
        return rollback == null
                || switch (rollback.stage()) {
                    case ASKED -> false;
                    case STOPPING -> isWithin(turn, task, turn::runsWhateverHappens) || goesOn(turn, task);
                    case UNDOING -> task == present(turn) || isWithin(turn, task, at -> at == present(turn));
                    case ENDING -> true;
                };
    }

    /** Whether a task has begun, has now what it waited for, and runs whatever happens: all else is stopped by then. */
    public static boolean goesOn(Turn turn, int task) {
        return turn.runsWhateverHappens(task)
                && switch (turn.task(task).status()) {
                    case WAITING -> turn.elsewhere.has(Change.ENDS_WHAT_BEGAN);
                    case PENDING -> Reopened.is(turn.task(task)) && turn.elsewhere.has(Change.REOPENED_HAS_BEGUN);
                    case RUNNING, COMPLETED, FAILED, SKIPPED, CANCELLED, COMPENSATED -> false;
                };
    }

    /** Whether what holds a task, or what holds that, is so. */
    private static boolean isWithin(Turn turn, int task, IntPredicate wanted) {
        int at = turn.parent(task);
        while (at >= 0 && !wanted.test(at)) {
            at = turn.parent(at);
        }
        return at >= 0;
    }

    /** Goes a step further where the last is done; tells whether it did. */
    public static boolean advance(Turn turn) {
        Rollback rollback = turn.rollback;
        return rollback != null
                && switch (rollback.stage()) {
                    case ASKED -> stop(turn, rollback);
                    case STOPPING -> StoppedKeys.giveBack(turn) || (isQuiet(turn) && undo(turn, rollback));
                    case UNDOING -> turn.task(present(turn)).status().ended() && undone(turn, rollback);
                    case ENDING -> false;
                };
    }

    private static boolean stop(Turn turn, Rollback rollback) {
        // One that was about to go on after its end has done something already: it needs its leases for the undoing.
        turn.rollback = (turn.again == null ? rollback : rollback.ofEnded()).at(Rollback.Stage.STOPPING);
        if (rollback.isOfAll()) {
            turn.ending = RunState.Ending.ROLLED_BACK;
            Clocks.stopOfRun(turn);
        }
        if (!RunLifecycle.endUnbegun(turn)) {
            Stopping.inside(turn, -1);
        }
        return true;
    }

    /** Whether nothing is under way, nor about to go on: what is open only holds tasks that have not begun. */
    private static boolean isQuiet(Turn turn) {
        for (int task = 0; task < turn.size(); task++) {
            TaskState state = turn.task(task);
            boolean begun = state.status() == TaskStatus.RUNNING || state.status() == TaskStatus.WAITING;
            if ((begun && !state.holdsOpenTasks()) || isAboutToGoOn(turn, task)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a task is open again, runs whatever happens, and nothing but its key is in its way. */
    static boolean isAboutToGoOn(Turn turn, int task) {
        return Reopened.waits(turn.task(task))
                && turn.runsWhateverHappens(task)
                && !Reopened.holdsBack(turn, task)
                && turn.elsewhere.has(Change.REOPENED_HAS_BEGUN);
    }

    private static boolean undo(Turn turn, Rollback rollback) {
        List<Integer> left = Undos.after(turn, rollback.after());
        boolean goesOn = !left.isEmpty() || !rollback.isOfAll() || !turn.allEnded();
        if (rollback.claims() && goesOn && !RunLeases.admitUndoing(turn)) {
            return false;
        }
        Results.drop(turn);
        turn.rollback = rollback.at(Rollback.Stage.UNDOING).leaving(left);
        return next(turn);
    }

    private static boolean undone(Turn turn, Rollback rollback) {
        int task = rollback.left().getFirst();
        TaskState compensation = turn.task(present(turn));
        List<Integer> left = rollback.left().subList(1, rollback.left().size());
        turn.rollback = rollback.leaving(left);
        if (compensation.status() == TaskStatus.COMPLETED) {
            Undos.undone(turn, task, left);
        } else if (compensation.status() == TaskStatus.FAILED) {
            turn.rollback = turn.rollback.incomplete(incomplete(turn, task, compensation));
        }
        return next(turn);
    }

    private static Failure incomplete(Turn turn, int task, TaskState compensation) {
        Failure failure = Objects.requireNonNull(compensation.error());
        return Failure.permanent(
                "rollback_incomplete",
                "Task '%s' was not undone: %s: %s".formatted(turn.path(task), failure.code(), failure.message()));
    }

    private static boolean next(Turn turn) {
        Rollback rollback = Objects.requireNonNull(turn.rollback);
        if (!rollback.left().isEmpty()) {
            Undos.begin(turn, present(turn));
        } else if (rollback.isOfAll() || rollback.incomplete() != null || turn.ending != null) {
            turn.rollback = rollback.at(Rollback.Stage.ENDING);
        } else {
            turn.rollback = null;
            Cut.after(turn, rollback.after());
        }
        return true;
    }

    /** The compensation under way. */
    private static int present(Turn turn) {
        return turn.nodes.compensation(
                Objects.requireNonNull(turn.rollback).left().getFirst());
    }
}
