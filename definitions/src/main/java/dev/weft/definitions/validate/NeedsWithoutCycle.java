package dev.weft.definitions.validate;

import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Needs don't lead in a circle. Tasks that all lead to one another are one problem, however many circles they make: it
 * shows a short one.
 *
 * <pre>
 * a: {needs: [b]}   ✗ a needs b, b needs a
 * b: {needs: [a]}
 * </pre>
 */
final class NeedsWithoutCycle implements Rule {
    @Override
    public void check(Check check) {
        check.tree().levels().forEach(level -> {
            Graph graph = level.graph();
            if (graph.order().size() < graph.tasks().size()) {
                Knots.of(graph).forEach(knot -> report(check, graph, knot));
            }
        });
    }

    private static void report(Check check, Graph graph, Knots.Knot knot) {
        List<TaskDraft> circle = startingWithANeed(
                knot.circle().stream().map(task -> graph.tasks().get(task)).toList());
        TaskDraft first = circle.getFirst();
        TaskDraft next = circle.get(1 % circle.size());
        String chain = circle.stream().map(TaskDraft::id).collect(Collectors.joining(" → "));
        String rest = knot.size() == circle.size() ? "" : "; " + knot.size() + " tasks in all lead to one another";
        Node place = need(first, next).map(Node.class::cast).orElse(first.key());
        check.problems()
                .error(
                        ProblemCode.CYCLE,
                        place,
                        "Expected " + check.problems().names().of("needs") + " that end somewhere, but found a circle: "
                                + chain + " → " + first.id() + rest,
                        cure(circle, check.problems().names().of("needs")));
    }

    private static String cure(List<TaskDraft> circle, String needs) {
        return circle.stream()
                .filter(TaskDraft::needsAll)
                .findFirst()
                .map(all -> "needs: all of " + all.id() + " means every task that doesn't say so, too: remove "
                        + all.id() + " from the needs of " + before(circle, all).id() + ", or name what " + all.id()
                        + " needs.")
                .orElse("Remove one of these from " + needs + ".");
    }

    /** The task of a circle that needs another. */
    private static TaskDraft before(List<TaskDraft> circle, TaskDraft task) {
        int index = circle.indexOf(task);
        return circle.get((index + circle.size() - 1) % circle.size());
    }

    private static Optional<ScalarNode> need(TaskDraft task, TaskDraft next) {
        return task.needs().stream()
                .filter(need -> need.text().equals(next.id()))
                .findFirst();
    }

    // The place is a need that is written out, rather than a task that needs all.
    private static List<TaskDraft> startingWithANeed(List<TaskDraft> circle) {
        List<TaskDraft> turned = new ArrayList<>(circle);
        for (int i = 0; i < circle.size() && turned.getFirst().needsAll(); i++) {
            Collections.rotate(turned, -1);
        }
        return turned;
    }
}
