package dev.weft.definitions.graph;

import dev.weft.definitions.plan.Order;
import dev.weft.definitions.plan.Outline;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import dev.weft.definitions.plan.Prospects;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is drawn of a definition, and what is marked in it: the longest chain, tasks that never run, and needs that lead in
 * a circle. Where there is a circle there is no longest chain. Immutable and thread safe.
 */
public final class Drawing {
    private final Outline outline;
    private final CriticalChain chain;
    private final Prospects prospects;

    private Drawing(Outline outline) {
        this.outline = outline;
        this.chain = outline.circular().isEmpty() ? CriticalChain.of(outline.plan()) : CriticalChain.NONE;
        this.prospects = Prospects.of(outline.plan());
    }

    /** The drawing of a plan, in time linear in its tasks and needs. */
    public static Drawing of(Plan plan) {
        return new Drawing(Outline.of(plan));
    }

    /** The drawing of a definition whose needs may be wrong. */
    public static Drawing of(Outline outline) {
        return new Drawing(outline);
    }

    /** Its tasks; without the needs that close a circle. */
    public Plan plan() {
        return outline.plan();
    }

    /** Whether a task is of the longest chain, or a block that holds a part of it. */
    public boolean isCritical(PlannedTask task) {
        return chain.has(task);
    }

    /** Whether the longest chain goes from one task to the next by this need. */
    public boolean isCritical(int need, PlannedTask task) {
        return chain.has(need, task);
    }

    /** Whether a task never runs. */
    public boolean neverRuns(PlannedTask task) {
        return prospects.neverRuns(task);
    }

    /** Its tasks that may run, one after the other; none where there is a circle. */
    public List<PlannedTask> order() {
        return hasCircle()
                ? List.of()
                : Order.sequential(plan()).stream()
                        .filter(task -> !neverRuns(task))
                        .toList();
    }

    /** Whether needs lead in a circle somewhere. */
    public boolean hasCircle() {
        return !outline.circular().isEmpty();
    }

    /** Whether a need is part of a circle. */
    public boolean isCircular(int need, PlannedTask task) {
        return circular(task).contains(need);
    }

    /** What a task needs, those that close a circle behind the others. */
    public List<Integer> needs(PlannedTask task) {
        return Stream.concat(task.needs().stream(), closing(task).stream()).toList();
    }

    /** The needs of a task that close a circle: by the others its place in the picture is known. */
    public List<Integer> closing(PlannedTask task) {
        return circular(task).stream()
                .filter(need -> !task.needs().contains(need))
                .toList();
    }

    /** The longest chain; empty where there is a circle. */
    List<PlannedTask> longest() {
        return hasCircle() ? List.of() : Order.criticalPath(plan());
    }

    private List<Integer> circular(PlannedTask task) {
        return outline.circular().getOrDefault(task.index(), List.of());
    }
}
