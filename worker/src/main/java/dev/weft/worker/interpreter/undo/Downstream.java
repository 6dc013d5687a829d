package dev.weft.worker.interpreter.undo;

import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Frame;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** What comes after tasks, and what is around them. Pure. */
public final class Downstream {
    private final Turn turn;

    public Downstream(Turn turn) {
        this.turn = turn;
    }

    /** The tasks, all below them, and all that needs them or what holds them, however far. */
    public BitSet of(Collection<Integer> from) {
        BitSet found = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            int next = open.remove();
            addBelow(next, found);
            for (int at = next; at >= 0; at = turn.parent(at)) {
                for (int dependent : turn.nodes.dependents(at)) {
                    if (!found.get(dependent)) {
                        open.add(dependent);
                    }
                }
                laterTurns(at).forEach(later -> addBelow(later, found));
            }
        }
        return found;
    }

    /** The tasks, and all that holds them. */
    public BitSet above(Collection<Integer> tasks) {
        BitSet found = new BitSet();
        for (int task : tasks) {
            for (int at = task; at >= 0; at = turn.parent(at)) {
                found.set(at);
            }
        }
        return found;
    }

    /** Adds a task and all below it. */
    public void addBelow(int node, BitSet found) {
        found.set(node);
        turn.live(node).forEach(instance -> addBelow(instance, found));
        turn.nodes.children(node).forEach(child -> addBelow(child, found));
        if (turn.nodes.fallback(node) >= 0) {
            addBelow(turn.nodes.fallback(node), found);
        }
    }

    private List<Integer> laterTurns(int node) {
        Frame frame = turn.nodes.frame(node);
        if (frame == null || frame.base() != node || frame.kind() != Frame.Kind.TURN) {
            return List.of();
        }
        List<Integer> turns = turn.live(frame.owner());
        return turns.subList(turns.indexOf(node) + 1, turns.size());
    }
}
