package dev.weft.definitions.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** Orders of a plan's tasks. All are deterministic and take time linear in tasks and needs, but for a heap's logarithm. */
public final class Order {
    private Order() {}

    /** Tasks so that each comes after what it needs: of those that could be next, the first written. */
    public static List<PlannedTask> sequential(Plan plan) {
        int[] open = new int[plan.tasks().size()];
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (PlannedTask task : plan.tasks()) {
            open[task.index()] = task.needs().size();
            if (open[task.index()] == 0) {
                ready.add(task.index());
            }
        }
        List<PlannedTask> order = new ArrayList<>(open.length);
        while (!ready.isEmpty()) {
            PlannedTask next = plan.tasks().get(ready.remove());
            order.add(next);
            for (int dependent : next.dependents()) {
                if (--open[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        return List.copyOf(order);
    }

    /** Tasks by level, each level in the order written. */
    public static List<List<PlannedTask>> levels(Plan plan) {
        List<List<PlannedTask>> levels = new ArrayList<>();
        for (PlannedTask task : plan.tasks()) {
            while (levels.size() <= task.level()) {
                levels.add(new ArrayList<>());
            }
            levels.get(task.level()).add(task);
        }
        return levels.stream().map(List::copyOf).toList();
    }

    /** The longest chain of needs, counted in tasks; of several the one written first. */
    public static List<PlannedTask> criticalPath(Plan plan) {
        PlannedTask last = null;
        for (PlannedTask task : plan.tasks()) {
            if (last == null || task.level() > last.level()) {
                last = task;
            }
        }
        List<PlannedTask> path = new ArrayList<>();
        while (last != null) {
            path.add(last);
            PlannedTask before = null;
            for (int need : last.needs()) {
                PlannedTask candidate = plan.tasks().get(need);
                if (candidate.level() == last.level() - 1 && (before == null || candidate.index() < before.index())) {
                    before = candidate;
                }
            }
            last = before;
        }
        Collections.reverse(path);
        return List.copyOf(path);
    }
}
