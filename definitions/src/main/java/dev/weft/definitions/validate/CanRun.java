package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.ExpressionSite.Place;
import dev.weft.definitions.parse.ExpressionSite.Result;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.plan.EndStates;
import dev.weft.definitions.plan.Prospect;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Node;
import java.util.List;

/**
 * Every task can run in some run: its condition isn't plainly false, and what it needs can end as its join asks.
 *
 * <pre>
 * stop: {action: fail, parameters: {message: no}}
 * next: {needs: [stop], …}   ✗ stop always fails
 * </pre>
 */
final class CanRun implements Rule {
    @Override
    public void check(Check check) {
        for (Level level : check.tree().levels()) {
            Graph graph = level.graph();
            Prospect[] ends = new Prospect[graph.tasks().size()];
            EndStates states = new EndStates();
            for (int index : graph.order()) {
                TaskDraft draft = graph.tasks().get(index);
                Task task = draft.task();
                ends[index] = task == null ? Prospect.ANY : end(check, graph, draft, task, ends, states);
            }
        }
    }

    private static Prospect end(
            Check check, Graph graph, TaskDraft draft, Task task, Prospect[] ends, EndStates states) {
        boolean isFalse = task.when() != null && isFalse(check, draft, task.when());
        boolean refused = states.refuse(task);
        List<Integer> needs = graph.needs(draft);
        List<Prospect> before = needs.stream().map(need -> ends[need]).toList();
        int culprit = Prospect.culprit(task.join(), before);
        if (isFalse) {
            report(check, draft, "when", "its condition is false");
        } else if (culprit >= 0) {
            String id = graph.tasks().get(needs.get(culprit)).id();
            String end = before.get(culprit) == Prospect.FAILED ? " always fails" : " never runs";
            report(check, draft, "needs", id + end);
        } else if (refused) {
            report(check, draft, "when", "its condition is false, as " + states.reason(task));
        }
        Prospect prospect = Prospect.of(task, isFalse || refused, before);
        states.put(task, prospect);
        return prospect;
    }

    private static boolean isFalse(Check check, TaskDraft draft, Expression when) {
        ExpressionSite site =
                new ExpressionSite(when, draft.key(), 0, Place.WHOLE, draft.path(), Result.BOOLEAN, List.of());
        return Boolean.FALSE.equals(check.names().checked().of(site).truth());
    }

    private static void report(Check check, TaskDraft draft, String field, String reason) {
        Node place = draft.node() == null ? null : draft.node().get(field);
        check.problems()
                .warning(
                        ProblemCode.NEVER_RUNS,
                        place == null ? draft.key() : place,
                        "Expected a task that can run, but " + draft.id() + " never does: " + reason,
                        "Change its " + check.problems().names().among("needs", "join", "when") + ".");
    }
}
