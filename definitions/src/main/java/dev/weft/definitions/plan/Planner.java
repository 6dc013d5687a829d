package dev.weft.definitions.plan;

import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compiles a valid definition: one pass over its tasks and needs. */
public final class Planner {
    private Planner() {}

    /**
     * Makes the plan of a definition.
     *
     * @param digest sha-256 of its canonical document
     * @throws IllegalArgumentException when a need doesn't exist or needs lead in a circle: rules exclude both
     */
    public static Plan plan(Definition definition, String digest) {
        List<Task> tasks = definition.tasks();
        Map<String, Integer> indexes = new HashMap<>(tasks.size() * 2);
        for (int i = 0; i < tasks.size(); i++) {
            indexes.put(tasks.get(i).id(), i);
        }
        List<List<Integer>> needs = new ArrayList<>(tasks.size());
        List<List<Integer>> dependents = new ArrayList<>(tasks.size());
        tasks.forEach(task -> dependents.add(new ArrayList<>()));
        for (int i = 0; i < tasks.size(); i++) {
            List<Integer> own = new ArrayList<>(tasks.get(i).needs().size());
            for (String need : tasks.get(i).needs()) {
                Integer index = indexes.get(need);
                if (index == null) {
                    throw new IllegalArgumentException("Expected a task \"" + need + "\", but there is none");
                }
                own.add(index);
                dependents.get(index).add(i);
            }
            needs.add(own);
        }
        int[] levels = levels(needs, dependents);
        List<PlannedTask> planned = new ArrayList<>(tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
            planned.add(
                    new PlannedTask(i, tasks.get(i).id(), tasks.get(i), needs.get(i), dependents.get(i), levels[i]));
        }
        return new Plan(definition, digest, planned);
    }

    private static int[] levels(List<List<Integer>> needs, List<List<Integer>> dependents) {
        int[] levels = new int[needs.size()];
        int[] open = new int[needs.size()];
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < open.length; i++) {
            open[i] = needs.get(i).size();
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        int done = 0;
        while (!ready.isEmpty()) {
            int task = ready.remove();
            done++;
            for (int dependent : dependents.get(task)) {
                levels[dependent] = Math.max(levels[dependent], levels[task] + 1);
                if (--open[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        if (done < open.length) {
            throw new IllegalArgumentException("Expected needs without a circle, but found one");
        }
        return levels;
    }
}
