package dev.weft.definitions.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Orders of a plan's tasks. All are deterministic and take time linear in tasks and needs, but for a heap's logarithm. */
public final class Order {
    private Order() {}

    /** All tasks so that each comes after what it needs, a block before what it holds: of those that could be next, the first written. */
    public static List<PlannedTask> sequential(Plan plan) {
        List<PlannedTask> order = new ArrayList<>(plan.tasks().size());
        sequential(plan, plan.top(), order);
        return List.copyOf(order);
    }

    private static void sequential(Plan plan, List<PlannedTask> siblings, List<PlannedTask> order) {
        Map<Integer, Integer> open = new HashMap<>();
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (PlannedTask task : siblings) {
            open.put(task.index(), task.needs().size());
            if (task.needs().isEmpty()) {
                ready.add(task.index());
            }
        }
        while (!ready.isEmpty()) {
            PlannedTask next = plan.tasks().get(ready.remove());
            order.add(next);
            sequential(plan, plan.children(next), order);
            for (int dependent : next.dependents()) {
                if (open.merge(dependent, -1, Integer::sum) == 0) {
                    ready.add(dependent);
                }
            }
        }
    }

    /** Tasks that stand beside one another by level, each level in the order written. */
    public static List<List<PlannedTask>> levels(List<PlannedTask> siblings) {
        List<List<PlannedTask>> levels = new ArrayList<>();
        for (PlannedTask task : siblings) {
            while (levels.size() <= task.level()) {
                levels.add(new ArrayList<>());
            }
            levels.get(task.level()).add(task);
        }
        return levels.stream().map(List::copyOf).toList();
    }

    /**
     * The longest chain of needs, counted in tasks that call an action; of several the one written first. In the place of
     * a block stands the longest chain in it. Tasks that never run are in none.
     */
    public static List<PlannedTask> criticalPath(Plan plan) {
        return criticalPath(plan, Prospects.of(plan), plan.top());
    }

    private static List<PlannedTask> criticalPath(Plan plan, Prospects prospects, List<PlannedTask> siblings) {
        Map<Integer, List<PlannedTask>> inside = new HashMap<>();
        Map<Integer, Integer> lengths = new HashMap<>();
        Map<Integer, Integer> before = new HashMap<>();
        int last = -1;
        // By level, so that what a task needs is known before it.
        for (List<PlannedTask> level : levels(siblings)) {
            for (PlannedTask task : level) {
                if (prospects.neverRuns(task)) {
                    continue;
                }
                List<PlannedTask> own =
                        task.isBlock() ? criticalPath(plan, prospects, plan.children(task)) : List.of(task);
                inside.put(task.index(), own);
                int longest = 0;
                for (int need : task.needs()) {
                    if (prospects.neverRuns(plan.tasks().get(need))) {
                        continue;
                    }
                    int length = lengths.getOrDefault(need, 0);
                    int chosen = before.getOrDefault(task.index(), Integer.MAX_VALUE);
                    if (length > longest || length == longest && need < chosen) {
                        longest = length;
                        before.put(task.index(), need);
                    }
                }
                lengths.put(task.index(), longest + own.size());
                int most = lengths.getOrDefault(last, 0);
                int length = longest + own.size();
                if (length > most || length == most && task.index() < last) {
                    last = task.index();
                }
            }
        }
        List<List<PlannedTask>> path = new ArrayList<>();
        for (Integer at = last < 0 ? null : (Integer) last; at != null; at = before.get(at)) {
            path.add(inside.getOrDefault(at, List.of()));
        }
        Collections.reverse(path);
        return path.stream().flatMap(List::stream).toList();
    }
}
