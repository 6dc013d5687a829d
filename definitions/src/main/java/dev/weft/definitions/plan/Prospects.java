package dev.weft.definitions.plan;

import dev.weft.definitions.model.RunOnFailure;
import java.util.HashSet;
import java.util.List;
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
        boolean held = plan.definition().policy().onFailure() == RunOnFailure.PAUSE;
        prospects.siblings(plan.top(), EndStates.top(held));
        return prospects;
    }

    /** Whether a task never runs; with a block, neither does what is in it, nor what stands in for it or undoes it. */
    public boolean neverRuns(PlannedTask task) {
        return dead.contains(task.index());
    }

    private void siblings(List<PlannedTask> siblings, EndStates states) {
        for (List<PlannedTask> level : Order.levels(siblings)) {
            for (PlannedTask task : level) {
                List<String> needs = task.needs().stream()
                        .map(need -> plan.tasks().get(need).task().id())
                        .toList();
                if (states.add(task.task(), needs, false) != null) {
                    bury(task);
                    continue;
                }
                siblings(plan.children(task), states.inside(task.task()));
                for (PlannedTask aside : plan.asides(task)) {
                    EndStates around =
                            aside.role() == PlannedTask.Role.FALLBACK ? states.inside(task.task()) : states.undoing();
                    siblings(List.of(aside), around);
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
