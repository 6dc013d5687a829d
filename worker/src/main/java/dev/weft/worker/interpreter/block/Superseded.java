package dev.weft.worker.interpreter.block;

import dev.weft.definitions.model.Compensation;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.interpreter.undo.Undos;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import dev.weft.worker.task.TaskTrigger;
import java.util.LinkedHashMap;
import java.util.Map;

/** Attempts that another follows: what they did may have to be undone, so their states are kept at a place of their own. */
public final class Superseded {
    private Superseded() {}

    /** Keeps what a task did that is about to begin anew, and all below it, where there is something to undo. */
    public static void keep(Turn turn, int index) {
        if (!hasCompensations(turn, index) || !hasSomethingToUndo(turn, index)) {
            return;
        }
        int size = turn.nodes.size(index);
        int base = turn.size();
        turn.nodes.executions(index, turn.tasks).stream()
                .filter(node -> (node < index || node >= index + size) && !turn.nodes.isSuperseded(node))
                .forEach(turn.telling::past);
        Map<Integer, String> undone = undone(turn);
        Frame frame = new Frame(
                base,
                turn.planned(index).index(),
                index,
                Frame.Kind.ATTEMPT,
                turn.nodes.attempts(index).size() + 1,
                null);
        for (int task = index; task < index + size; task++) {
            turn.add(task == index ? failed(turn, index) : turn.task(task));
            // The places of items and turns go with what is kept.
            turn.putAside(task, turn.task(task).edit().loop(null).done());
        }
        for (int i = 0; i < turn.frames.size(); i++) {
            Frame one = turn.frames.get(i);
            if (one.owner() >= index && one.owner() < index + size && (one.owner() > index || !isAttempt(one))) {
                turn.frames.set(
                        i,
                        new Frame(
                                one.base(),
                                one.root(),
                                one.owner() - index + base,
                                one.kind(),
                                one.number(),
                                one.item()));
            }
        }
        turn.frames.add(frame);
        undone.forEach(turn.telling::moved);
    }

    /** Paths of what has undone, or undoes, attempts that are kept already: they change with the attempts around them. */
    private static Map<Integer, String> undone(Turn turn) {
        Map<Integer, String> undone = new LinkedHashMap<>();
        for (int node : turn.nodes.all(turn.tasks)) {
            if (turn.nodes.isSuperseded(node) && turn.task(node).status() != TaskStatus.PENDING) {
                undone.put(node, turn.path(node));
            }
        }
        return undone;
    }

    private static boolean isAttempt(Frame frame) {
        return frame.kind() == Frame.Kind.ATTEMPT;
    }

    private static TaskState failed(Turn turn, int index) {
        return turn.task(index)
                .edit()
                .by(TaskTrigger.FAIL)
                .standing(Standing.FAILED)
                .endedAt(turn.now)
                .order(turn.nextEnd())
                .done();
    }

    private static boolean hasCompensations(Turn turn, int index) {
        int root = turn.planned(index).index();
        int size = turn.nodes.size(index);
        return turn.plan.tasks().subList(root, root + size).stream().anyMatch(task -> task.compensation() >= 0);
    }

    private static boolean hasSomethingToUndo(Turn turn, int index) {
        Compensation own = turn.planned(index).task().compensation();
        if (own != null
                && own.after() == Compensation.After.ATTEMPT
                && !turn.nodes.loops(index)
                && turn.task(index).attempts() > 0) {
            return true;
        }
        return turn.nodes.executions(index, turn.tasks).stream().anyMatch(task -> Undos.isToUndo(turn, task));
    }
}
