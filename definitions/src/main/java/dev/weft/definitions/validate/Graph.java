package dev.weft.definitions.validate;

import dev.weft.definitions.parse.TaskDraft;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tasks that stand beside one another as a graph: only needs that exist, each once, none of a task by itself. Not thread safe. */
public final class Graph {
    private final List<TaskDraft> tasks;
    private final Map<String, Integer> indexes = new LinkedHashMap<>();
    private final List<List<Integer>> needs = new ArrayList<>();
    private final BitSet needed = new BitSet();
    private final List<Integer> order;
    private final Map<Integer, BitSet> upstream = new LinkedHashMap<>();

    /** The graph of tasks that stand beside one another. */
    public Graph(Collection<TaskDraft> siblings) {
        tasks = List.copyOf(siblings);
        for (int i = 0; i < tasks.size(); i++) {
            indexes.put(tasks.get(i).id(), i);
        }
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (!tasks.get(i).needsAll()) {
                all.add(i);
            }
        }
        List<Integer> shared = Collections.unmodifiableList(all);
        for (int i = 0; i < tasks.size(); i++) {
            needs.add(tasks.get(i).needsAll() ? shared : needs(i));
        }
        needs.forEach(list -> list.forEach(needed::set));
        order = topological();
    }

    private List<Integer> needs(int task) {
        return tasks.get(task).needs().stream()
                .map(need -> indexes.getOrDefault(need.text(), -1))
                .filter(need -> need >= 0 && need != task)
                .distinct()
                .toList();
    }

    /** All tasks, in the order written. */
    public List<TaskDraft> tasks() {
        return tasks;
    }

    /** Place of a task, or -1 where there is none of this id. */
    public int index(String id) {
        return indexes.getOrDefault(id, -1);
    }

    /** What a task needs, by place. */
    public List<Integer> needs(TaskDraft task) {
        return needs.get(index(task.id()));
    }

    /** What the task at a place needs. */
    List<Integer> needsOf(int task) {
        return needs.get(task);
    }

    /** Whether any task needs this one. */
    boolean isNeeded(TaskDraft task) {
        return needed.get(index(task.id()));
    }

    /** Places so that what a task needs comes before it; tasks on a cycle, and after one, are left out. */
    public List<Integer> order() {
        return order;
    }

    /** Whether one task ends before another starts, as that one needs it or needs what needs it. */
    public boolean isUpstream(int earlier, int later) {
        return upstream(later).get(earlier);
    }

    /** Whether one task waits for another where both are on a circle of needs, or behind one. */
    boolean isBehind(int earlier, int later) {
        if (order.size() == tasks.size()) {
            return false;
        }
        BitSet seen = new BitSet(tasks.size());
        Deque<Integer> open = new ArrayDeque<>(needs.get(later));
        while (!open.isEmpty()) {
            int next = open.remove();
            if (!seen.get(next)) {
                seen.set(next);
                open.addAll(needs.get(next));
            }
        }
        return seen.get(earlier);
    }

    private BitSet upstream(int task) {
        if (upstream.isEmpty()) {
            for (int next : order) {
                BitSet above = new BitSet(tasks.size());
                for (int need : needs.get(next)) {
                    above.set(need);
                }
                if (!tasks.get(next).needsAll()) {
                    for (int need : needs.get(next)) {
                        BitSet further = upstream.get(need);
                        if (further != null) {
                            above.or(further);
                        }
                    }
                }
                upstream.put(next, above);
            }
        }
        BitSet known = upstream.get(task);
        if (known != null) {
            return known;
        }
        BitSet direct = new BitSet(tasks.size());
        needs.get(task).forEach(direct::set);
        return direct;
    }

    private List<Integer> topological() {
        int[] open = new int[tasks.size()];
        List<List<Integer>> dependents = new ArrayList<>();
        tasks.forEach(task -> dependents.add(new ArrayList<>()));
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < tasks.size(); i++) {
            open[i] = needs.get(i).size();
            if (open[i] == 0) {
                ready.add(i);
            }
            for (int need : needs.get(i)) {
                dependents.get(need).add(i);
            }
        }
        List<Integer> sorted = new ArrayList<>(tasks.size());
        while (!ready.isEmpty()) {
            int next = ready.remove();
            sorted.add(next);
            for (int dependent : dependents.get(next)) {
                if (--open[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        return List.copyOf(sorted);
    }
}
