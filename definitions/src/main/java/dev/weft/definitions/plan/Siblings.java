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
 * @param circular of each, the needs that are part of a circle
 */
record Siblings(List<List<Integer>> needs, List<List<Integer>> dependents, int[] levels, List<List<Integer>> circular) {
    /**
     * Works it out, in time linear in tasks and needs.
     *
     * @throws IllegalArgumentException when a need doesn't exist or needs lead in a circle: rules exclude both
     */
    static Siblings of(List<Task> tasks) {
        Map<String, Integer> places = places(tasks);
        for (Task task : tasks) {
            for (String need : task.needs()) {
                if (!places.containsKey(need)) {
                    throw new IllegalArgumentException("Expected a task \"" + need + "\", but there is none");
                }
            }
        }
        Siblings siblings = outline(tasks);
        if (siblings.circular.stream().anyMatch(needs -> !needs.isEmpty())) {
            throw new IllegalArgumentException("Expected needs without a circle, but found one");
        }
        return siblings;
    }

    /**
     * Works it out without needs of tasks that don't exist, and without those that close a circle: of those that are part
     * of one, a need that is written behind what needs it.
     */
    static Siblings outline(List<Task> tasks) {
        Map<String, Integer> places = places(tasks);
        List<List<Integer>> written = new ArrayList<>(tasks.size());
        for (Task task : tasks) {
            written.add(task.needs().stream()
                    .filter(places::containsKey)
                    .map(places::get)
                    .distinct()
                    .toList());
        }
        int[] knots = Knots.of(written);
        List<List<Integer>> needs = new ArrayList<>(tasks.size());
        List<List<Integer>> circular = new ArrayList<>(tasks.size());
        List<List<Integer>> dependents = new ArrayList<>(tasks.size());
        tasks.forEach(task -> dependents.add(new ArrayList<>()));
        for (int i = 0; i < written.size(); i++) {
            int task = i;
            circular.add(written.get(i).stream()
                    .filter(need -> knots[need] == knots[task])
                    .toList());
            needs.add(written.get(i).stream()
                    .filter(need -> knots[need] != knots[task] || need < task)
                    .toList());
            needs.get(i).forEach(need -> dependents.get(need).add(task));
        }
        return new Siblings(needs, dependents, levels(needs, dependents), circular);
    }

    private static Map<String, Integer> places(List<Task> tasks) {
        Map<String, Integer> places = new HashMap<>(tasks.size() * 2);
        for (int i = 0; i < tasks.size(); i++) {
            places.put(tasks.get(i).id(), i);
        }
        return places;
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
        while (!ready.isEmpty()) {
            int task = ready.remove();
            for (int dependent : dependents.get(task)) {
                levels[dependent] = Math.max(levels[dependent], levels[task] + 1);
                if (--open[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        return levels;
    }
}
