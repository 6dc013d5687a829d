package dev.weft.definitions.validate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Tasks that all lead to one another by their needs: the strongly connected components of a graph, found as Tarjan does,
 * with a stack of its own as a chain may be long.
 */
final class Knots {
    /** From how many tasks of a knot a circle is looked for: a few are enough for a short one. */
    private static final int STARTS = 20;

    /** How many needs are followed at most for more than one: each start costs a walk through the whole knot. */
    private static final int NEEDS = 200_000;

    private final Graph graph;
    private final int[] number;
    private final int[] lowest;
    private final int[] knotOf;
    private final int[] next;
    private final Deque<Integer> open = new ArrayDeque<>();
    private final List<List<Integer>> found = new ArrayList<>();
    private int count;

    private Knots(Graph graph) {
        int size = graph.tasks().size();
        this.graph = graph;
        this.number = new int[size];
        this.lowest = new int[size];
        this.next = new int[size];
        this.knotOf = new int[size];
        Arrays.fill(knotOf, -1);
    }

    /**
     * A knot.
     *
     * @param circle places of tasks of it, each of which needs the next, and the last the first
     * @param size how many tasks are in it
     */
    record Knot(List<Integer> circle, int size) {}

    /** All knots of at least two tasks, in the order in which their first tasks are written. */
    static List<Knot> of(Graph graph) {
        Knots knots = new Knots(graph);
        for (int task = 0; task < graph.tasks().size(); task++) {
            if (knots.number[task] == 0) {
                knots.walk(task);
            }
        }
        return knots.found.stream()
                .filter(tasks -> tasks.size() > 1)
                .sorted(Comparator.comparing(List::getFirst))
                .map(tasks -> new Knot(knots.circle(tasks), tasks.size()))
                .toList();
    }

    private void walk(int start) {
        Deque<Integer> path = new ArrayDeque<>();
        enter(start, path);
        while (!path.isEmpty()) {
            int task = path.peek();
            List<Integer> needs = graph.needsOf(task);
            if (next[task] < needs.size()) {
                int need = needs.get(next[task]++);
                if (number[need] == 0) {
                    enter(need, path);
                } else if (knotOf[need] < 0) {
                    lowest[task] = Math.min(lowest[task], number[need]);
                }
            } else {
                path.pop();
                if (!path.isEmpty()) {
                    lowest[path.peek()] = Math.min(lowest[path.peek()], lowest[task]);
                }
                if (lowest[task] == number[task]) {
                    close(task);
                }
            }
        }
    }

    private void enter(int task, Deque<Integer> path) {
        number[task] = ++count;
        lowest[task] = count;
        open.push(task);
        path.push(task);
    }

    private void close(int root) {
        List<Integer> knot = new ArrayList<>();
        int task;
        do {
            task = open.pop();
            knotOf[task] = found.size();
            knot.add(task);
        } while (task != root);
        Collections.sort(knot);
        found.add(knot);
    }

    private List<Integer> circle(List<Integer> knot) {
        List<Integer> shortest = List.of();
        long needs = knot.stream().mapToLong(task -> graph.needsOf(task).size()).sum();
        int starts = (int) Math.max(1, Math.min(Math.min(STARTS, knot.size()), NEEDS / needs));
        for (int start : knot.subList(0, starts)) {
            List<Integer> circle = circle(start);
            if (shortest.isEmpty() || circle.size() < shortest.size()) {
                shortest = circle;
            }
        }
        return shortest;
    }

    // Breadth first, so that no shorter way leads back to the start.
    private List<Integer> circle(int start) {
        int[] from = new int[knotOf.length];
        Arrays.fill(from, -1);
        Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            int task = waiting.remove();
            for (int need : graph.needsOf(task)) {
                if (need == start) {
                    return back(from, start, task);
                }
                if (knotOf[need] == knotOf[start] && from[need] < 0) {
                    from[need] = task;
                    waiting.add(need);
                }
            }
        }
        throw new IllegalStateException("Expected a way from task " + start + " back to itself in its knot");
    }

    private static List<Integer> back(int[] from, int start, int last) {
        List<Integer> way = new ArrayList<>();
        for (int task = last; task != start; task = from[task]) {
            way.add(task);
        }
        way.add(start);
        Collections.reverse(way);
        return way;
    }
}
