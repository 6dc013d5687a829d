package dev.weft.worker.interpreter.cache;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.model.Cache;
import dev.weft.worker.interpreter.Clocks;
import dev.weft.worker.interpreter.RunLifecycle;
import dev.weft.worker.interpreter.TaskEnds;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.lease.RunLeases;
import dev.weft.worker.interpreter.scope.Conditions;
import dev.weft.worker.interpreter.scope.RunScope;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.SlicePlace;
import dev.weft.worker.protocol.cache.CacheMiss;
import dev.weft.worker.task.Cached;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Outputs that are taken from the result cache, or put there. Looked up before anything else is done for them, so that one that
 * is there costs no lease, no slot and no attempt.
 */
public final class Results {
    /** Of a task that is looked up. */
    public static final String REASON = "the result cache";

    private Results() {}

    /** Whether a task, an item or a turn goes its way now. Else it is looked up, and ends or goes its way with the answer. */
    public static boolean admit(Turn turn, int index, RunScope scope) throws EvaluationException {
        Cache cache = turn.planned(index).task().cache();
        if (cache == null
                || turn.task(index).cached() != null
                || turn.nodes.loops(index)
                || undoes(turn, index)
                || isLookedUpItemByItem(turn, index)) {
            return true;
        }
        Cached asked = asked(cache, scope, key -> Dependencies.ofTask(turn, index, key));
        if (asked == null) {
            turn.put(
                    index,
                    turn.task(index)
                            .edit()
                            .cached(Cached.none(CacheMiss.UNPINNED))
                            .done());
            return true;
        }
        if (isDoneAgain(turn, index)) {
            turn.put(
                    index,
                    turn.task(index)
                            .edit()
                            .cached(asked.missed(CacheMiss.AGAIN))
                            .done());
            return true;
        }
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.QUEUE)
                        .startedAt(turn.now)
                        .cached(asked)
                        .reason(REASON)
                        .done());
        ask(turn, index, asked);
        return false;
    }

    /** The run that does a slice does so. */
    private static boolean isLookedUpItemByItem(Turn turn, int index) {
        return turn.nodes.isSlice(index) && turn.elsewhere.has(Change.LOOKS_UP_ITEMS);
    }

    /** Whether the run goes its way now, as {@link #admit} says for tasks. */
    public static boolean admitRun(Turn turn, RunScope scope) throws EvaluationException {
        Cache cache = turn.plan.definition().policy().cache();
        if (cache == null || turn.cached != null) {
            return !isLookedUp(turn);
        }
        Cached asked = asked(cache, scope, key -> Dependencies.ofRun(turn, key));
        if (asked == null) {
            turn.cached = Cached.none(CacheMiss.UNPINNED);
            return true;
        }
        if (isDoneAgain(turn, -1)) {
            turn.cached = asked.missed(CacheMiss.AGAIN);
            return true;
        }
        turn.cached = asked;
        ask(turn, -1, asked);
        return false;
    }

    /** Whether the run has not begun with its tasks, as its outputs are looked up. */
    public static boolean isLookedUp(Turn turn) {
        return turn.cached != null && turn.cached.isAsked();
    }

    /** Looks up what a task, or the run (-1), waits for. */
    public static void ask(Turn turn, int index, Cached asked) {
        turn.effect(new Effect.FindResult(index, index < 0 ? "" : turn.path(index), asked.digest(), asked.ttl()));
    }

    public static void found(Turn turn, RunEvent.ResultFound event) {
        int index = event.task();
        Cached cached = index < 0 ? turn.cached : turn.task(index).cached();
        if (cached == null || !cached.isAsked() || !cached.digest().equals(event.digest())) {
            return;
        }
        if (index < 0) {
            foundForRun(turn, cached, event);
        } else if (event.run() == null) {
            turn.put(
                    index,
                    turn.task(index)
                            .edit()
                            .cached(cached.missed(event.missed()))
                            .done());
            turn.ready(index);
        } else {
            take(turn, index, cached.takenFrom(event.run()), event.output());
        }
    }

    private static void take(Turn turn, int index, Cached taken, @Nullable Object output) {
        Clocks.stop(turn, index);
        turn.put(
                index,
                turn.task(index)
                        .edit()
                        .by(TaskTrigger.COMPLETE)
                        .endedAt(turn.now)
                        .standing(Standing.COMPLETED)
                        .output(output)
                        .cached(taken)
                        .reason(taken.source())
                        .done());
    }

    private static void foundForRun(Turn turn, Cached cached, RunEvent.ResultFound event) {
        turn.cached = cached.missed(event.missed());
        if (event.run() == null) {
            RunLifecycle.admit(turn);
        } else {
            take(turn, cached.takenFrom(event.run()), event.output());
        }
    }

    private static void take(Turn turn, Cached taken, @Nullable Object outputs) {
        turn.cached = taken;
        try {
            RunLeases.leaveUnclaimed(turn, RunScope.ofRun(turn));
        } catch (EvaluationException e) {
            turn.finish(RunStatus.FAILED, null, Conditions.failure(e));
            return;
        }
        turn.nodes.children(-1).forEach(task -> TaskEnds.skip(turn, task, Standing.PASSED_OVER, taken.source()));
        turn.finish(RunStatus.COMPLETED, outputs, null);
    }

    /** Puts the output that a task, or the run (-1), has come to, where it may be taken by others. */
    public static void keep(Turn turn, int index, @Nullable Object output) {
        Cached cached = index < 0 ? turn.cached : turn.task(index).cached();
        if (cached != null && cached.isMissed()) {
            SlicePlace own = own(turn);
            turn.effect(new Effect.PutResult(
                    own.run(),
                    index < 0 ? "" : own.whole(turn.path(index)),
                    cached.digest(),
                    cached.ttl(),
                    own.generation(),
                    output));
        }
    }

    /** Where the loop of a slice stands. */
    public static SlicePlace place(Turn turn, int slice) {
        SlicePlace around = own(turn);
        return new SlicePlace(
                around.run(),
                around.generation(),
                around.whole(turn.path(turn.parent(slice))),
                isDoneAgain(turn, slice),
                undoes(turn, slice));
    }

    /** Whose the outputs of the run are: its own, but for one that does a slice. */
    static SlicePlace own(Turn turn) {
        SlicePlace slice = turn.facts.request().slice();
        return slice == null ? SlicePlace.ofRun(turn.facts.run(), turn.generation) : slice;
    }

    /** Whether a task undoes something, or is in what does: then it is always done. */
    private static boolean undoes(Turn turn, int index) {
        return own(turn).undoes() || turn.nodes.isOfCompensation(index);
    }

    /** Nobody is to take what a run has put that goes back. */
    public static void drop(Turn turn) {
        if (turn.contents.areCached()) {
            turn.effect(new Effect.DropResults(turn.generation));
        }
    }

    private interface Digest {
        Optional<String> of(@Nullable Object key);
    }

    private static @Nullable Cached asked(Cache cache, RunScope scope, Digest digest) throws EvaluationException {
        Optional<String> found = digest.of(cache.key().evaluate(scope));
        return found.isEmpty()
                ? null
                : Cached.asked(
                        found.get(), cache.ttl() == null ? null : cache.ttl().resolve(scope));
    }

    /** Whether somebody wants it to be done again: by restarting the run, sending it back, or trying a task once more. */
    private static boolean isDoneAgain(Turn turn, int index) {
        if (turn.facts.request().restartedFrom() != null
                || turn.generation > 1
                || own(turn).again()) {
            return true;
        }
        int at = index;
        while (at >= 0) {
            TaskState task = turn.task(at);
            if (task.execution() > 0) {
                return true;
            }
            at = turn.parent(at);
        }
        return false;
    }
}
