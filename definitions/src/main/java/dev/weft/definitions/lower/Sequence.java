package dev.weft.definitions.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks that say nothing of what they need run one after the other, in the order written, and never makes a circle:
 * a task doesn't wait for one that waits for it.
 */
public final class Sequence {
    private Sequence() {}

    /**
     * Whom each task waits for besides.
     *
     * @param needs of every task, as indices of tasks
     * @param inOrder whether a task is one of those that run in order
     * @return by task; {@code null} for those that wait for nothing more
     */
    public static List<@Nullable Integer> links(List<List<Integer>> needs, List<Boolean> inOrder) {
        int[] places = places(needs);
        List<@Nullable Integer> links = new ArrayList<>();
        Integer before = null;
        for (int task = 0; task < needs.size(); task++) {
            boolean linked =
                    inOrder.get(task) && needs.get(task).isEmpty() && before != null && places[before] < places[task];
            links.add(linked ? before : null);
            if (inOrder.get(task)) {
                before = task;
            }
        }
        return links;
    }

    // Every need and every link leads to an earlier place, so that there is no circle. Tasks in one have the last
    // place.
    private static int[] places(List<List<Integer>> needs) {
        List<List<Integer>> dependents = new ArrayList<>();
        int[] open = new int[needs.size()];
        needs.forEach(task -> dependents.add(new ArrayList<>()));
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int task = 0; task < open.length; task++) {
            for (int need : needs.get(task)) {
                dependents.get(need).add(task);
            }
            open[task] = needs.get(task).size();
            if (open[task] == 0) {
                ready.add(task);
            }
        }
        int[] places = new int[open.length];
        Arrays.fill(places, Integer.MAX_VALUE);
        for (int place = 0; !ready.isEmpty(); place++) {
            int task = ready.remove();
            places[task] = place;
            for (int dependent : dependents.get(task)) {
                if (--open[dependent] == 0) {
                    ready.add(dependent);
                }
            }
        }
        return places;
    }
}
