package dev.weft.definitions.validate;

import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Needs don't lead in a circle; each circle is shown whole, once.
 *
 * <pre>
 * a: {needs: [b]}   ✗ a needs b, b needs a
 * b: {needs: [a]}
 * </pre>
 */
final class NeedsWithoutCycle implements Rule {
    @Override
    public void check(Check check) {
        check.tree().levels().forEach(level -> level(check, level.graph()));
    }

    private static void level(Check check, Graph graph) {
        Set<Integer> done = new HashSet<>(graph.order());
        for (int start = 0; start < graph.tasks().size(); start++) {
            List<Integer> cycle = done.contains(start) ? null : cycle(graph, start, done);
            if (cycle != null) {
                report(check, graph, cycle);
            }
        }
    }

    // Every task that is left needs another one that is left, so walking from need to need must come back to the walk,
    // or to what an earlier walk has seen.
    private static @Nullable List<Integer> cycle(Graph graph, int start, Set<Integer> done) {
        Map<Integer, Integer> steps = new LinkedHashMap<>();
        Integer at = start;
        while (at != null && !steps.containsKey(at)) {
            steps.put(at, steps.size());
            at = next(graph, at, done);
        }
        List<Integer> walk = List.copyOf(steps.keySet());
        done.addAll(walk);
        Integer from = at == null ? null : steps.get(at);
        return from == null ? null : walk.subList(from, walk.size());
    }

    private static @Nullable Integer next(Graph graph, int task, Set<Integer> done) {
        for (Integer need : graph.needsOf(task)) {
            if (!done.contains(need)) {
                return need;
            }
        }
        return null;
    }

    private static void report(Check check, Graph graph, List<Integer> cycle) {
        List<TaskDraft> tasks = new ArrayList<>();
        cycle.forEach(task -> tasks.add(graph.tasks().get(task)));
        StringBuilder chain = new StringBuilder();
        tasks.forEach(task -> chain.append(task.id()).append(" → "));
        TaskDraft first = tasks.getFirst();
        String next = tasks.get(1 % tasks.size()).id();
        Node place = first.needs().stream()
                .filter(need -> need.text().equals(next))
                .map(Node.class::cast)
                .findFirst()
                .orElse(first.key());
        check.problems()
                .error(
                        ProblemCode.CYCLE,
                        place,
                        "Expected needs that end somewhere, but found a circle: " + chain + first.id(),
                        "Remove one of these needs.");
    }
}
