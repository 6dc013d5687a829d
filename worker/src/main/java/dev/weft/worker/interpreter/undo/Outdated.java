package dev.weft.worker.interpreter.undo;

import dev.weft.worker.interpreter.Turn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds what must begin anew in a run that is put back, though it has ended or would be open again: what needs something that
 * begins anew, as that was undone or cut short, or what is open again. So whatever begins has all that it needs behind it.
 */
final class Outdated {
    private final Turn turn;
    private final Cut cut;
    private final CutLoops loops;

    /** What would stay, or be open again. */
    private final BitSet standing = new BitSet();

    /** What begins anew whatever is found. */
    private final List<Integer> anew = new ArrayList<>();

    Outdated(Turn turn, Cut cut) {
        this.turn = turn;
        this.cut = cut;
        this.loops = new CutLoops(turn, cut);
    }

    /** Indexes of such, of what they hold, and of what begins anew by itself; none where all that stands may. */
    BitSet find() {
        lookAtAll();
        BitSet wouldStand = (BitSet) standing.clone();
        BitSet found = new BitSet();
        BitSet next = withAnew(found);
        while (!next.equals(found)) {
            found = next;
            cut.suppose(found);
            lookAtAll();
            next = withAnew(found);
        }
        return wouldStand.intersects(found) ? found : new BitSet();
    }

    private BitSet withAnew(BitSet found) {
        BitSet next = new Downstream(turn).of(anew);
        next.or(found);
        return next;
    }

    private void lookAtAll() {
        standing.clear();
        anew.clear();
        turn.nodes.children(-1).forEach(this::look);
    }

    private void look(int task) {
        if (cut.stays(task)) {
            standing.set(task);
        } else if (!cut.holdsWhatStays(task)) {
            anew.add(task);
        } else if (cut.rule().wasUndone(task)) {
            standing.set(task);
            anew.add(task);
        } else if (loops.beginsAnew(task)) {
            anew.add(task);
        } else {
            standing.set(task);
            anew.addAll(turn.nodes.dependents(task));
            inside(task);
        }
    }

    private void inside(int task) {
        if (cut.isFallingBack(task)) {
            look(turn.nodes.fallback(task));
        } else if (turn.nodes.loops(task)) {
            // Of a turn that neither stays nor is open again nothing is left: another begins in its place.
            turn.live(task).stream()
                    .filter(one -> !turn.nodes.repeats(task) || cut.stays(one) || cut.holdsWhatStays(one))
                    .forEach(this::look);
        } else {
            turn.nodes.children(task).forEach(this::look);
        }
    }
}
