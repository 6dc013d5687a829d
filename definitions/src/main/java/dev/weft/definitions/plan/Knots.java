package dev.weft.definitions.plan;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The knots of a graph: tasks each of which needs every other one, directly or not. Tarjan's algorithm, without recursion;
 * takes time linear in tasks and needs.
 */
final class Knots {
    private final List<List<Integer>> needs;
    private final int[] found;
    private final int[] low;
    private final int[] knots;
    private final int[] next;
    private final Deque<Integer> open = new ArrayDeque<>();
    private int count;

    private Knots(List<List<Integer>> needs) {
        this.needs = needs;
        this.found = new int[needs.size()];
        this.low = new int[needs.size()];
        this.next = new int[needs.size()];
        this.knots = new int[needs.size()];
        Arrays.fill(knots, -1);
    }

    /** The knot of each task, as a number: tasks of one knot have the same, and those of none one of their own. */
    static int[] of(List<List<Integer>> needs) {
        Knots knots = new Knots(needs);
        for (int task = 0; task < needs.size(); task++) {
            if (knots.found[task] == 0) {
                knots.walk(task);
            }
        }
        return knots.knots;
    }

    private void walk(int start) {
        Deque<Integer> way = new ArrayDeque<>();
        enter(start, way);
        while (!way.isEmpty()) {
            int task = way.element();
            if (next[task] < needs.get(task).size()) {
                int need = needs.get(task).get(next[task]++);
                if (found[need] == 0) {
                    enter(need, way);
                } else if (knots[need] < 0) {
                    low[task] = Math.min(low[task], found[need]);
                }
            } else {
                way.remove();
                leave(task);
                if (!way.isEmpty()) {
                    low[way.element()] = Math.min(low[way.element()], low[task]);
                }
            }
        }
    }

    private void enter(int task, Deque<Integer> way) {
        found[task] = ++count;
        low[task] = count;
        open.push(task);
        way.push(task);
    }

    private void leave(int task) {
        if (low[task] == found[task]) {
            int member;
            do {
                member = open.pop();
                knots[member] = task;
            } while (member != task);
        }
    }
}
