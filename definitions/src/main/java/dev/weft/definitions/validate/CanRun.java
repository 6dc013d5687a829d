package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.ExpressionSite.Place;
import dev.weft.definitions.parse.ExpressionSite.Result;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every task can run in some run: its condition isn't plainly false, and what it needs can end as its join asks.
 *
 * <pre>
 * stop: {action: fail, parameters: {message: no}}
 * next: {needs: [stop], …}   ✗ stop always fails
 * </pre>
 */
final class CanRun implements Rule {
    private enum End {
        ANY,
        SKIPPED,
        FAILED
    }

    @Override
    public void check(Check check) {
        for (Level level : check.tree().levels()) {
            Graph graph = level.graph();
            End[] ends = new End[graph.tasks().size()];
            for (int index : graph.order()) {
                TaskDraft draft = graph.tasks().get(index);
                Task task = draft.task();
                ends[index] = task == null ? End.ANY : end(check, graph, draft, task, ends);
            }
        }
    }

    private static End end(Check check, Graph graph, TaskDraft draft, Task task, End[] ends) {
        if (task.when() != null && isFalse(check, draft, task.when())) {
            report(check, draft, "when", "its condition is false");
            return End.SKIPPED;
        }
        List<Integer> needs = graph.needs(draft);
        Integer culprit = needs.isEmpty() ? null : culprit(task.join(), needs, ends);
        if (culprit != null) {
            String id = graph.tasks().get(culprit).id();
            report(check, draft, "needs", id + (ends[culprit] == End.FAILED ? " always fails" : " never runs"));
            return End.SKIPPED;
        }
        // With join: always it may run although nothing else does, and fail all the same.
        return fails(task) && task.when() == null ? End.FAILED : End.ANY;
    }

    private static boolean isFalse(Check check, TaskDraft draft, Expression when) {
        ExpressionSite site =
                new ExpressionSite(when, draft.key(), 0, Place.WHOLE, draft.path(), Result.BOOLEAN, List.of());
        return Boolean.FALSE.equals(check.names().checked().of(site).truth());
    }

    // With no items at all, a task over items completes.
    private static boolean fails(Task task) {
        return task.onFailure() == OnFailure.Word.FAIL
                && task.forEach() == null
                && task.work() instanceof Work.ActionCall call
                && call.action().name().equals("fail");
    }

    /** A need because of which the join can't hold, or {@code null} where it can. */
    private static @Nullable Integer culprit(Join join, List<Integer> needs, End[] ends) {
        List<Integer> failed =
                needs.stream().filter(need -> ends[need] == End.FAILED).toList();
        List<Integer> dead = needs.stream()
                .filter(need -> ends[need] == End.FAILED || ends[need] == End.SKIPPED)
                .toList();
        return switch (join) {
            case SUCCESS ->
                !failed.isEmpty() ? failed.getFirst() : dead.size() == needs.size() ? dead.getFirst() : null;
            case NONE_FAILED -> failed.isEmpty() ? null : failed.getFirst();
            case ALL_COMPLETED -> dead.isEmpty() ? null : dead.getFirst();
            case ANY_COMPLETED -> dead.size() == needs.size() ? dead.getFirst() : null;
            case ALWAYS -> null;
        };
    }

    private static void report(Check check, TaskDraft draft, String field, String reason) {
        Node place = draft.node() == null ? null : draft.node().get(field);
        check.problems()
                .warning(
                        ProblemCode.NEVER_RUNS,
                        place == null ? draft.key() : place,
                        "Expected a task that can run, but " + draft.id() + " never does: " + reason,
                        ProblemCode.NEVER_RUNS.cure());
    }
}
