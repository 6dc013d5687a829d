package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The longest chain of needs, as what is drawn of it: its tasks, the blocks that hold them, and the needs between.
 *
 * <p>Immutable and thread safe.
 */
public final class CriticalChain {
    /** No chain. */
    static final CriticalChain NONE = new CriticalChain();

    private final Set<Integer> tasks = new HashSet<>();
    private final Set<List<Integer>> needs = new HashSet<>();

    private CriticalChain() {}

    /** The chain of a plan, in time linear in its length and depth. */
    public static CriticalChain of(Plan plan) {
        CriticalChain chain = new CriticalChain();
        List<Integer> before = List.of();
        for (PlannedTask task : Order.criticalPath(plan)) {
            List<Integer> blocks = fromTop(plan, task);
            chain.tasks.addAll(blocks);
            int shared = 0;
            while (shared < Math.min(before.size(), blocks.size())
                    && before.get(shared).equals(blocks.get(shared))) {
                shared++;
            }
            if (shared < before.size()) {
                chain.needs.add(List.of(before.get(shared), blocks.get(shared)));
            }
            before = blocks;
        }
        return chain;
    }

    /** Whether a task is of the chain, or a block that holds a part of it. */
    public boolean has(PlannedTask task) {
        return tasks.contains(task.index());
    }

    /** Whether the chain goes from one task to the next by this need. */
    public boolean has(int need, PlannedTask task) {
        return needs.contains(List.of(need, task.index()));
    }

    private static List<Integer> fromTop(Plan plan, PlannedTask task) {
        List<Integer> blocks = new ArrayList<>();
        for (int at = task.index(); at >= 0; at = plan.tasks().get(at).parent()) {
            blocks.add(at);
        }
        Collections.reverse(blocks);
        return blocks;
    }
}
