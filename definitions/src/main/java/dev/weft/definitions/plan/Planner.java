package dev.weft.definitions.plan;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.plan.PlannedTask.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Compiles a definition: one pass over its tasks and needs. */
public final class Planner {
    private final List<PlannedTask> planned = new ArrayList<>();
    private final Map<Integer, List<Integer>> circular = new LinkedHashMap<>();
    private final Function<List<Task>, Siblings> graphs;

    private Planner(Function<List<Task>, Siblings> graphs) {
        this.graphs = graphs;
    }

    /**
     * Makes the plan of a definition.
     *
     * @param digest sha-256 of its canonical document
     * @param later what this release can't carry out, in words
     * @throws IllegalArgumentException when a need doesn't exist or needs lead in a circle: rules exclude both
     */
    public static Plan plan(Definition definition, String digest, List<String> later) {
        Planner planner = new Planner(Siblings::of);
        planner.siblings(definition.tasks(), "", -1);
        return new Plan(definition, digest, planner.planned, later);
    }

    /** Makes the outline of a definition that may have problems. */
    public static Outline outline(Definition definition) {
        Planner planner = new Planner(Siblings::outline);
        planner.siblings(definition.tasks(), "", -1);
        return new Outline(new Plan(definition, "", planner.planned, List.of()), planner.circular);
    }

    /** Plans tasks that stand beside one another and all that they hold; gives their indexes. */
    private List<Integer> siblings(List<Task> tasks, String block, int parent) {
        Siblings graph = graphs.apply(tasks);
        List<Integer> indexes = new ArrayList<>(tasks.size());
        int next = planned.size();
        for (Task task : tasks) {
            indexes.add(next);
            next += size(task);
        }
        for (int i = 0; i < tasks.size(); i++) {
            Task task = tasks.get(i);
            String path = block.isEmpty() ? task.id() : block + "." + task.id();
            if (!graph.circular().get(i).isEmpty()) {
                circular.put(
                        indexes.get(i),
                        graph.circular().get(i).stream().map(indexes::get).toList());
            }
            add(
                    task,
                    path,
                    Role.TASK,
                    parent,
                    graph.needs().get(i).stream().map(indexes::get).toList(),
                    graph.dependents().get(i).stream().map(indexes::get).toList(),
                    graph.levels()[i]);
        }
        return indexes;
    }

    private int add(
            Task task, String path, Role role, int parent, List<Integer> needs, List<Integer> dependents, int level) {
        int index = planned.size();
        // Keeps its place until what it holds, which comes after it, has its own.
        planned.add(new PlannedTask(index, path, task, role, parent, needs, dependents, level, List.of(), -1, -1));
        List<Integer> children = switch (task.work()) {
            case Work.ActionCall call -> List.of();
            case Work.Block block -> siblings(block.tasks(), path, index);
        };
        int fallback = switch (task.onFailure()) {
            case OnFailure.Word word -> -1;
            case OnFailure.Fallback instead -> inPlace(instead.task(), path, Role.FALLBACK, index);
        };
        int compensation =
                task.compensation() == null ? -1 : inPlace(task.compensation().task(), path, Role.COMPENSATION, index);
        planned.set(
                index,
                new PlannedTask(
                        index, path, task, role, parent, needs, dependents, level, children, fallback, compensation));
        return index;
    }

    private int inPlace(Task task, String owner, Role role, int parent) {
        return add(task, owner + "." + task.id(), role, parent, List.of(), List.of(), 0);
    }

    /** How many tasks a task is made of, itself included. */
    private static int size(Task task) {
        int size = switch (task.work()) {
            case Work.ActionCall call -> 1;
            case Work.Block block ->
                1 + block.tasks().stream().mapToInt(Planner::size).sum();
        };
        size += switch (task.onFailure()) {
            case OnFailure.Word word -> 0;
            case OnFailure.Fallback instead -> size(instead.task());
        };
        return size
                + (task.compensation() == null ? 0 : size(task.compensation().task()));
    }
}
