package dev.weft.definitions.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tasks of a plan never run, whatever happens. Immutable and thread safe. */
public final class Prospects {
    private final Set<Integer> dead = new HashSet<>();
    private final Plan plan;

    private Prospects(Plan plan) {
        this.plan = plan;
    }

    /** Works it out, in time linear in tasks and needs. */
    public static Prospects of(Plan plan) {
        Prospects prospects = new Prospects(plan);
        prospects.siblings(plan.top());
        return prospects;
    }

    /** Whether a task never runs; with a block, neither does what is in it, nor what stands in for it or undoes it. */
    public boolean neverRuns(PlannedTask task) {
        return dead.contains(task.index());
    }

    private void siblings(List<PlannedTask> siblings) {
        Map<Integer, Prospect> ends = new HashMap<>();
        EndStates states = new EndStates();
        for (List<PlannedTask> level : Order.levels(siblings)) {
            for (PlannedTask task : level) {
                List<Prospect> needs = new ArrayList<>();
                task.needs().forEach(need -> needs.add(ends.getOrDefault(need, Prospect.ANY)));
                Prospect end = Prospect.of(task.task(), states.refuse(task.task()), needs);
                states.put(task.task(), end);
                ends.put(task.index(), end);
                if (end == Prospect.SKIPPED) {
                    bury(task);
                } else {
                    siblings(plan.children(task));
                    plan.asides(task).forEach(aside -> siblings(plan.children(aside)));
                }
            }
        }
    }

    private void bury(PlannedTask task) {
        dead.add(task.index());
        plan.children(task).forEach(this::bury);
        plan.asides(task).forEach(this::bury);
    }
}
