package dev.weft.worker.interpreter.restart;

import dev.weft.definitions.action.builtin.ApprovalGate;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.state.Kept;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.interpreter.undo.Downstream;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Loop;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which outcomes of a run another run of it needn't come to again. Pure. */
public final class Keeping {
    private final Turn turn;
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private Keeping(RunLoop loop, RunState state, Instant now) {
        turn = loop.turn(state, now);
    }

    /**
     * What completed, each with the digest under which it holds.
     *
     * @param from paths of the tasks that are done again, with all that needs them
     * @param changed paths in the definition of tasks whose content is another in the new run
     * @param sameInputs whether the new run has the same inputs: decisions hold only then
     */
    public static Map<String, Kept> underDigests(
            RunLoop loop, RunState state, Instant now, Set<Integer> from, Set<String> changed, boolean sameInputs) {
        Keeping keeping = new Keeping(loop, state, now);
        Fingerprints digests = new Fingerprints(keeping.turn);
        Downstream downstream = new Downstream(keeping.turn);
        BitSet again = downstream.of(from);
        keeping.carryOn(state, again, changed);
        keeping.collect(-1, again, downstream.above(from), digests, changed, sameInputs);
        return Collections.unmodifiableMap(keeping.kept);
    }

    /** What another run of it had kept already, and it hasn't come to, but for what comes after a task. */
    public static Map<String, Kept> still(RunLoop loop, RunState state, Instant now, int task) {
        Keeping keeping = new Keeping(loop, state, now);
        Downstream downstream = new Downstream(keeping.turn);
        BitSet again = downstream.of(Set.of(task));
        again.or(downstream.above(Set.of(task)));
        keeping.carryOn(state, again, Set.of());
        return keeping.kept;
    }

    /** What was kept already, and the run hasn't come to. */
    private void carryOn(RunState state, BitSet again, Set<String> changed) {
        List<String> not = again.stream().mapToObj(turn::path).toList();
        state.kept().forEach((path, one) -> {
            String inDefinition = path.replaceAll("\\[\\d+(-\\d+)?]", "");
            boolean isDoneAgain = not.stream().anyMatch(other -> path.equals(other) || path.startsWith(other + "["));
            if (!isDoneAgain && !changed.contains(inDefinition)) {
                kept.put(path, one);
            }
        });
    }

    private void collect(
            int holder, BitSet again, BitSet above, Fingerprints digests, Set<String> changed, boolean sameInputs) {
        for (int node : inside(holder)) {
            if (again.get(node) || changed.contains(turn.planned(node).path())) {
                continue;
            }
            boolean completed = turn.task(node).status() == TaskStatus.COMPLETED;
            // What a fallback, a person or another run has completed can't be come to again by what is in it.
            boolean asOne = turn.nodes.repeats(node) || isSliced(node) || (completed && holds(node) && isMade(node));
            if (asOne) {
                if (completed && !above.get(node) && !isChangedInside(node, changed) && !hasFailures(node)) {
                    keep(node, digests.ofAllThatItMaySee(node));
                }
            } else if (holds(node)) {
                collect(node, again, above, digests, changed, sameInputs);
            } else if (completed
                    && turn.planned(node).task().work() instanceof Work.ActionCall call
                    && (sameInputs || !call.action().name().equals(ApprovalGate.SPEC.name()))) {
                digests.of(node, call).ifPresent(digest -> keep(node, digest));
            }
        }
    }

    /** Whether its output isn't that of what is in it: a fallback, a person or another run has given it. */
    private boolean isMade(int node) {
        return turn.task(node).error() != null || turn.task(node).isTaken();
    }

    private boolean isChangedInside(int node, Set<String> changed) {
        String path = turn.planned(node).path() + ".";
        return changed.stream().anyMatch(other -> other.startsWith(path));
    }

    private Iterable<Integer> inside(int holder) {
        Loop loop = holder < 0 ? null : turn.task(holder).loop();
        return loop == null ? turn.nodes.children(holder) : turn.live(holder);
    }

    /** What is in the items of a large loop is known to other runs alone. */
    private boolean isSliced(int node) {
        return turn.live(node).stream().anyMatch(turn.nodes::isSlice);
    }

    /** Which items of slices failed isn't kept with the whole. */
    private boolean hasFailures(int node) {
        return isSliced(node)
                && turn.task(node).loop() instanceof Loop loop
                && loop.terms() instanceof Loop.Items items
                && items.failed() > 0;
    }

    private boolean holds(int node) {
        return turn.task(node).loop() != null || (turn.planned(node).isBlock() && !turn.nodes.isSlice(node));
    }

    private void keep(int node, String digest) {
        kept.put(
                turn.path(node),
                new Kept(digest, turn.task(node).edit().loop(null).done()));
    }
}
