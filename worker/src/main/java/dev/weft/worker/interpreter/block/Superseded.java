package dev.weft.worker.interpreter.block;

import dev.weft.definitions.model.Compensation;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Change;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.interpreter.undo.Undos;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Attempts that another follows: what they did may have to be undone, so their states are kept at a place of their own. */
public final class Superseded {
    private Superseded() {}

    /** Keeps what a task did that is about to begin anew, and all below it, where there is something to undo. */
    public static void keep(Turn turn, int index) {
        if (!mustKeep(turn, index)) {
            return;
        }
        int instead = instead(turn, index);
        if (instead >= 0) {
            keep(turn, instead);
        }
        int size = turn.nodes.size(index);
        tellPast(turn, index, 0);
        Map<Integer, String> undone = undone(turn, index, 0);
        Frame frame = frame(turn, index);
        for (int task = index; task < index + size; task++) {
            turn.add(task == index ? ended(turn, index) : turn.task(task));
            // The places of items and turns go with what is kept.
            turn.putAside(task, turn.task(task).edit().loop(null).done());
        }
        for (int i = 0; i < turn.frames.size(); i++) {
            Frame one = turn.frames.get(i);
            boolean stays = isAttempt(one) && (one.owner() == index || one.owner() == instead);
            if (one.owner() >= index && one.owner() < index + size && !stays) {
                turn.frames.set(i, owned(one, one.owner() - index + frame.base()));
            }
        }
        turn.frames.add(frame);
        undone.forEach(turn.telling::moved);
        tellCompensations(turn, frame.base(), size);
    }

    /** Whether a task, or what is below it, has something to undo. */
    public static boolean mustKeep(Turn turn, int index) {
        return hasCompensations(turn, index) && hasSomethingToUndo(turn, index);
    }

    /**
     * Keeps that a task had completed, where that is to be undone, but not what is in it: that stays where it is. An attempt that is
     * to be undone goes on.
     */
    public static void keepEnd(Turn turn, int index) {
        Compensation own = turn.planned(index).task().compensation();
        if (own == null
                || own.after() == Compensation.After.ATTEMPT
                || turn.task(index).status() != TaskStatus.COMPLETED
                || !Undos.isToUndo(turn, index)) {
            return;
        }
        addAlone(turn, index, turn.task(index).edit().loop(null).done());
    }

    /** Keeps the turns of a task from a number on, where something of them is to be undone. The task has those before them. */
    public static void keepTurns(Turn turn, int index, int from) {
        Loop loop = turn.task(index).loop();
        if (loop == null || from >= loop.used()) {
            return;
        }
        List<Integer> late = loop.frames().subList(from, loop.used());
        boolean any = turn.nodes.executions(index, turn.tasks).stream()
                .anyMatch(task -> isWithin(turn, task, late) && Undos.isToUndo(turn, task));
        if (!any) {
            return;
        }
        tellPast(turn, index, from);
        Map<Integer, String> undone = undone(turn, index, from);
        Loop past = loop.with(late, late.size());
        int base = addAlone(turn, index, turn.task(index).edit().loop(past).done());
        late.forEach(place -> turn.frames.set(place, owned(turn.frames.get(place), base)));
        List<Integer> others = new ArrayList<>(loop.frames());
        others.removeAll(late);
        turn.putAside(
                index, turn.task(index).edit().loop(loop.with(others, from)).done());
        undone.forEach(turn.telling::moved);
    }

    /** An attempt that says only of the task itself what it was; in it nothing has begun. */
    private static int addAlone(Turn turn, int index, TaskState state) {
        Frame frame = frame(turn, index);
        int size = turn.nodes.size(index);
        for (int task = index; task < index + size; task++) {
            turn.add(task == index ? state : TaskState.pending(0));
        }
        turn.frames.add(frame);
        return frame.base();
    }

    private static Frame frame(Turn turn, int index) {
        return new Frame(
                turn.size(),
                turn.planned(index).index(),
                index,
                Frame.Kind.ATTEMPT,
                turn.nodes.attempts(index).size() + 1,
                null);
    }

    private static Frame owned(Frame frame, int owner) {
        return new Frame(frame.base(), frame.root(), owner, frame.kind(), frame.number(), frame.item());
    }

    private static boolean isWithin(Turn turn, int task, List<Integer> frames) {
        int at = task;
        while (at >= 0) {
            int base = at;
            if (frames.stream().anyMatch(frame -> turn.frames.get(frame).base() == base)) {
                return true;
            }
            at = turn.parent(at);
        }
        return false;
    }

    /** Items and turns from a number on, and all in them, are of the past. */
    private static void tellPast(Turn turn, int index, int from) {
        int size = turn.nodes.size(index);
        List<Integer> live = turn.live(index);
        List<Integer> stay = live.subList(0, Math.min(from, live.size()));
        turn.nodes.executions(index, turn.tasks).stream()
                .filter(node -> (node < index || node >= index + size)
                        && !turn.nodes.isSuperseded(node)
                        && stay.stream().noneMatch(one -> isBelow(turn, node, one)))
                .forEach(turn.telling::past);
    }

    private static boolean isBelow(Turn turn, int task, int holder) {
        int at = task;
        while (at >= 0 && at != holder) {
            at = turn.parent(at);
        }
        return at == holder;
    }

    /**
     * Paths of what has undone, or undoes, what is kept already, and the items and turns that are about to be: they change with the
     * attempts around them.
     *
     * @param index what is about to be kept, or of which turns are
     * @param from number of the first item or turn of it that is
     */
    private static Map<Integer, String> undone(Turn turn, int index, int from) {
        Map<Integer, String> undone = new LinkedHashMap<>();
        int size = turn.nodes.size(index);
        List<Integer> live = turn.live(index);
        List<Integer> stay = live.subList(0, Math.min(from, live.size()));
        for (int node : turn.nodes.all(turn.tasks)) {
            boolean moves = (node < index || node >= index + size)
                    && turn.nodes.isOfCompensation(node)
                    && isBelow(turn, node, index)
                    && stay.stream().noneMatch(one -> isBelow(turn, node, one));
            if ((moves || turn.nodes.isSuperseded(node)) && turn.task(node).status() != TaskStatus.PENDING) {
                undone.put(node, turn.path(node));
            }
        }
        return undone;
    }

    /** What has undone something that is kept is seen at its place. */
    private static void tellCompensations(Turn turn, int base, int size) {
        for (int node = base; node < base + size; node++) {
            if (turn.nodes.isOfCompensation(node) && turn.task(node).startedAt() != null) {
                turn.telling.stands(node);
            }
        }
    }

    private static boolean isAttempt(Frame frame) {
        return frame.kind() == Frame.Kind.ATTEMPT;
    }

    /** The fallback of a task, where that has something to undo: it counts for itself, as attempts have none. -1 for none. */
    private static int instead(Turn turn, int index) {
        int fallback = turn.nodes.fallback(index);
        boolean hasDone = fallback >= 0
                && turn.nodes.executions(index, turn.tasks).stream()
                        .anyMatch(task -> isBelow(turn, task, fallback) && Undos.isToUndo(turn, task));
        return hasDone && turn.elsewhere.has(Change.KEEPS_FALLBACKS) ? fallback : -1;
    }

    /** One that is tried again has failed by now, and so had one that its fallback completed. */
    private static TaskState ended(Turn turn, int index) {
        TaskState task = turn.task(index);
        if (!task.status().ended()) {
            return task.edit()
                    .by(TaskTrigger.FAIL)
                    .standing(Standing.FAILED)
                    .endedAt(turn.now)
                    .order(turn.nextEnd())
                    .done();
        }
        int fallback = turn.nodes.fallback(index);
        boolean other = task.status() == TaskStatus.COMPLETED
                && fallback >= 0
                && turn.task(fallback).standing() == Standing.COMPLETED;
        return other
                ? TaskState.pending(0)
                        .edit()
                        .by(TaskTrigger.FAIL)
                        .standing(Standing.FAILED)
                        .attempts(task.attempts())
                        .execution(task.execution())
                        .startedAt(Objects.requireNonNullElse(task.startedAt(), turn.now))
                        .endedAt(Objects.requireNonNullElse(task.endedAt(), turn.now))
                        .error(task.error())
                        .child(task.child())
                        .loop(task.loop())
                        .order(task.order())
                        .done()
                : task;
    }

    private static boolean hasCompensations(Turn turn, int index) {
        int root = turn.planned(index).index();
        int size = turn.nodes.size(index);
        return turn.plan.tasks().subList(root, root + size).stream().anyMatch(task -> task.compensation() >= 0);
    }

    private static boolean hasSomethingToUndo(Turn turn, int index) {
        Compensation own = turn.planned(index).task().compensation();
        boolean ended = turn.task(index).status().ended();
        if (ended
                ? Undos.isToUndo(turn, index)
                : own != null
                        && own.after() == Compensation.After.ATTEMPT
                        && !turn.nodes.loops(index)
                        && turn.task(index).attempts() > 0) {
            return true;
        }
        return turn.nodes.executions(index, turn.tasks).stream().anyMatch(task -> Undos.isToUndo(turn, task));
    }
}
