package dev.weft.worker.interpreter;

import dev.weft.definitions.plan.PlannedTask;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.task.TaskState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * @param readsItself whether that one can be read: its error, in its fallback
     */
    private record Sight(int holder, int self, boolean readsItself) {}

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
        sights.add(new Sight(holder, -1, false));
        sights.addAll(around(turn, holder));
        return new Sights(turn, sights);
    }

    private static List<Sight> around(Turn turn, int task) {
        List<Sight> sights = new ArrayList<>();
        boolean readsItself = false;
        for (int at = task; at >= 0; at = turn.parent(at)) {
            boolean inPlace = turn.planned(at).role() != PlannedTask.Role.TASK;
            if (!inPlace) {
                sights.add(new Sight(turn.parent(at), at, readsItself));
            }
            readsItself = inPlace;
        }
        return sights;
    }

    /** Ids of all that can be read, the nearest first. */
    List<String> ids() {
        Map<String, Boolean> ids = new LinkedHashMap<>();
        for (Sight sight : sights) {
            for (int task : turn.children(sight.holder())) {
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
            Optional<PlannedTask> found = beside(sight, id);
            if (found.isPresent()) {
                return reaches(sight, found.get().index()) ? view(found.get().index()) : null;
            }
        }
        return null;
    }

    private Optional<PlannedTask> beside(Sight sight, String id) {
        String path = sight.holder() < 0 ? id : turn.planned(sight.holder()).path() + "." + id;
        return turn.plan
                .task(path)
                .filter(task -> task.role() == PlannedTask.Role.TASK && task.parent() == sight.holder());
    }

    private boolean reaches(Sight sight, int task) {
        return sight.self() < 0
                || (task == sight.self() && sight.readsItself())
                || turn.planned(sight.self()).needs().contains(task)
                || upstream.computeIfAbsent(sight.self(), this::upstreamOf).get(task);
    }

    private BitSet upstreamOf(int task) {
        BitSet upstreamTasks = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(turn.planned(task).needs());
        while (!open.isEmpty()) {
            int next = open.remove();
            if (!upstreamTasks.get(next)) {
                upstreamTasks.set(next);
                open.addAll(turn.planned(next).needs());
            }
        }
        return upstreamTasks;
    }

    private Map<String, @Nullable Object> view(int index) {
        TaskState state = turn.task(index);
        Map<String, @Nullable Object> task = new LinkedHashMap<>();
        task.put("status", state.status().name());
        task.put("output", state.status() == TaskStatus.COMPLETED ? state.output() : null);
        task.put("error", RunScope.error(state.error()));
        task.put("attempts", (long) state.attempts());
        task.put("failures", List.of());
        return task;
    }
}
