package dev.weft.worker.interpreter.restart;

import dev.weft.definitions.action.builtin.ApprovalGate;
import dev.weft.definitions.model.Work;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.block.PastTurns;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.interpreter.state.Kept;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.Standing;
import dev.weft.worker.task.TaskState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        BitSet again = keeping.downstream(from);
        keeping.carryOn(state, again, changed);
        keeping.collect(-1, again, keeping.above(from), digests, changed, sameInputs);
        return Collections.unmodifiableMap(keeping.kept);
    }

    /** All that ended and doesn't come after a task, as it ended. */
    public static Map<String, Kept> but(RunLoop loop, RunState state, Instant now, int task) {
        Keeping keeping = new Keeping(loop, state, now);
        BitSet again = keeping.downstream(Set.of(task));
        again.or(keeping.above(Set.of(task)));
        keeping.carryOn(state, again, Set.of());
        keeping.collectAsIs(-1, again);
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

    /** The tasks, all below them, and all that needs them or what holds them, however far. */
    private BitSet downstream(Set<Integer> from) {
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

    private BitSet above(Set<Integer> tasks) {
        BitSet found = new BitSet();
        for (int task : tasks) {
            for (int at = task; at >= 0; at = turn.parent(at)) {
                found.set(at);
            }
        }
        return found;
    }

    private void addBelow(int node, BitSet found) {
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

    private void collectAsIs(int holder, BitSet again) {
        for (int node : inside(holder)) {
            if (!again.get(node) && isKeptWhole(node)) {
                keep(node, null);
            } else if (holds(node) && !PastTurns.areForgotten(turn, node)) {
                collectAsIs(node, again);
            }
        }
    }

    /** What holds tasks is come to again by their outcomes, unless its attempts or a fallback would be made once more. */
    private boolean isKeptWhole(int node) {
        TaskState state = turn.task(node);
        boolean made = isMade(node) || (state.status() != TaskStatus.COMPLETED && state.loop() == null);
        return switch (state.status()) {
            case COMPLETED, FAILED -> made || !holds(node);
            case SKIPPED -> state.standing() == Standing.COMPLETED;
            case PENDING, RUNNING, WAITING, CANCELLED, COMPENSATED -> false;
        };
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

    private void keep(int node, @Nullable String digest) {
        kept.put(
                turn.path(node),
                new Kept(digest, turn.task(node).edit().loop(null).done()));
    }
}
