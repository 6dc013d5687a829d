package dev.weft.definitions.plan;

import dev.weft.definitions.model.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The graph of tasks that stand beside one another, by their places among them.
 *
 * @param needs of each, in the order written
 * @param dependents of each, ascending
 * @param levels 0 where a task needs nothing, else one more than the highest that it needs
 */
record Siblings(List<List<Integer>> needs, List<List<Integer>> dependents, int[] levels) {
    /**
     * Works it out, in time linear in tasks and needs.
     *
     * @throws IllegalArgumentException when a need doesn't exist or needs lead in a circle: rules exclude both
     */
    static Siblings of(List<Task> tasks) {
        Map<String, Integer> places = new HashMap<>(tasks.size() * 2);
        for (int i = 0; i < tasks.size(); i++) {
            places.put(tasks.get(i).id(), i);
        }
        List<List<Integer>> needs = new ArrayList<>(tasks.size());
        List<List<Integer>> dependents = new ArrayList<>(tasks.size());
        tasks.forEach(task -> dependents.add(new ArrayList<>()));
        for (int i = 0; i < tasks.size(); i++) {
            List<Integer> own = new ArrayList<>(tasks.get(i).needs().size());
            for (String need : tasks.get(i).needs()) {
                Integer place = places.get(need);
                if (place == null) {
                    throw new IllegalArgumentException("Expected a task \"" + need + "\", but there is none");
                }
                own.add(place);
                dependents.get(place).add(i);
            }
            needs.add(own);
        }
        return new Siblings(needs, dependents, levels(needs, dependents));
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
