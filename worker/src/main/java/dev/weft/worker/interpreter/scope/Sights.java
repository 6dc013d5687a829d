package dev.weft.worker.interpreter.scope;

import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.block.ForEaches;
import dev.weft.worker.interpreter.block.ItemFailure;
import dev.weft.worker.interpreter.state.Frame;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.Loop;
import dev.weft.worker.task.TaskState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that an expression sees: those upstream of its own, then those upstream of the blocks around it. An id means
 * the nearest task that has it, also where that one can't be read. The checks of a definition go by the same rule.
 */
final class Sights {
    /**
     * Tasks beside one another, as an expression sees them.
     *
     * @param holder the block that holds them; -1 for the run
     * @param self the task that asks, or whose block does; -1 where all of them have ended
     * @param seen what that one is read as: in its fallback itself, in its turns what repeats; -1 where it can't be read
     */
    private record Sight(int holder, int self, int seen) {}

    private final Turn turn;
    private final List<Sight> sights;
    private final Map<Integer, BitSet> upstream = new LinkedHashMap<>();

    private Sights(Turn turn, List<Sight> sights) {
        this.turn = turn;
        this.sights = sights;
    }

    static Sights of(Turn turn, int task) {
        return new Sights(turn, around(turn, task));
    }

    static Sights after(Turn turn, int holder) {
        List<Sight> sights = new ArrayList<>();
        sights.add(new Sight(holder, -1, -1));
        sights.addAll(around(turn, holder));
        return new Sights(turn, sights);
    }

    private static List<Sight> around(Turn turn, int task) {
        List<Sight> sights = new ArrayList<>();
        int seen = -1;
        boolean undoes = false;
        for (int at = task; at >= 0; at = turn.parent(at)) {
            Frame frame = turn.nodes.isWhole(at) ? null : turn.nodes.frame(at);
            if (frame != null) {
                seen = frame.kind() == Frame.Kind.TURN && !undoes ? frame.owner() : seen;
            } else if (turn.planned(at).role() == PlannedTask.Role.TASK) {
                sights.add(new Sight(turn.parent(at), at, seen));
                seen = -1;
                undoes = false;
            } else if (turn.nodes.isCompensation(at)) {
                undoes = true;
            } else {
                seen = turn.parent(at);
            }
        }
        return sights;
    }

    /** Ids of all that can be read, the nearest first. */
    List<String> ids() {
        Map<String, Boolean> ids = new LinkedHashMap<>();
        for (Sight sight : sights) {
            for (int task : turn.nodes.children(sight.holder())) {
                ids.putIfAbsent(turn.planned(task).task().id(), reaches(sight, task));
            }
        }
        return ids.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The task that an id means, as expressions read it; {@code null} where there is none that can be read. */
    @Nullable Map<String, @Nullable Object> task(String id) {
        for (Sight sight : sights) {
            int found = beside(sight, id);
            if (found >= 0) {
                boolean isItself = found == sight.self();
                return reaches(sight, found) ? view(isItself ? sight.seen() : found, isItself) : null;
            }
        }
        return null;
    }

    /** Whether an id means a task here, also one that can't be read. */
    boolean knows(String id) {
        return sights.stream().anyMatch(sight -> beside(sight, id) >= 0);
    }

    private int beside(Sight sight, String id) {
        String path = sight.holder() < 0 ? id : turn.planned(sight.holder()).path() + "." + id;
        return turn.plan
                .task(path)
                .filter(task -> task.role() == PlannedTask.Role.TASK)
                .map(task -> sight.holder() < 0 ? task.index() : turn.nodes.beside(sight.holder(), task.index()))
                .orElse(-1);
    }

    private boolean reaches(Sight sight, int task) {
        return sight.self() < 0
                || (task == sight.self() && sight.seen() >= 0)
                || turn.nodes.needs(sight.self()).contains(task)
                || upstream.computeIfAbsent(sight.self(), this::upstreamOf).get(task);
    }

    private BitSet upstreamOf(int task) {
        BitSet upstreamTasks = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(turn.nodes.needs(task));
        while (!open.isEmpty()) {
            int next = open.remove();
            if (!upstreamTasks.get(next)) {
                upstreamTasks.set(next);
                open.addAll(turn.nodes.needs(next));
            }
        }
        return upstreamTasks;
    }

    private Map<String, @Nullable Object> view(int index, boolean fromInside) {
        TaskState state = turn.task(index);
        Object output = state.status() == TaskStatus.COMPLETED ? state.output() : null;
        if (fromInside && state.loop() != null && state.loop().terms() instanceof Loop.Turns turns) {
            output = turns.last();
        }
        Map<String, @Nullable Object> task = new LinkedHashMap<>();
        task.put("status", state.status().name());
        task.put("output", output);
        task.put("error", RunScope.error(state.error()));
        task.put("attempts", (long) state.attempts());
        task.put("failures", failures(index));
        return task;
    }

    private List<Map<String, @Nullable Object>> failures(int index) {
        List<Map<String, @Nullable Object>> failures = new ArrayList<>();
        Loop loop = turn.task(index).loop();
        if (loop == null || !(loop.terms() instanceof Loop.Items)) {
            return failures;
        }
        for (int item : turn.live(index)) {
            for (ItemFailure failed : ForEaches.failures(turn, item)) {
                Map<String, @Nullable Object> failure = new LinkedHashMap<>();
                failure.put("index", (long) failed.number());
                failure.put("item", failed.item());
                failure.put("error", RunScope.error(failed.error()));
                failures.add(failure);
            }
        }
        return failures;
    }
}
