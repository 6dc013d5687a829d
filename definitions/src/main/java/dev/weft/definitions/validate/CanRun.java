package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.check.Checked;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.RunOnFailure;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.ExpressionSite.Place;
import dev.weft.definitions.parse.ExpressionSite.Result;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.plan.EndStates;
import dev.weft.definitions.plan.Obstacle;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.FieldNames;
import dev.weft.definitions.source.Node;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
    @Override
    public void check(Check check) {
        Map<Level, EndStates> known = new IdentityHashMap<>();
        for (Level level : check.tree().levels()) {
            EndStates states = states(check, level, known);
            known.put(level, states);
            Graph graph = level.graph();
            for (int index : graph.order()) {
                TaskDraft draft = graph.tasks().get(index);
                Task task = draft.task();
                if (task != null) {
                    boolean isFalse = task.when() != null && isFalse(check, draft, task.when());
                    List<String> needs = graph.needs(draft).stream()
                            .map(need -> graph.tasks().get(need).id())
                            .toList();
                    report(check, draft, graph, states.add(task, needs, isFalse));
                }
            }
        }
    }

    private static EndStates states(Check check, Level level, Map<Level, EndStates> known) {
        Definition definition = check.draft().definition();
        boolean held = definition != null && definition.policy().onFailure() == RunOnFailure.PAUSE;
        TaskPlace owner = level.owner();
        EndStates around = owner == null ? null : known.get(owner.level());
        Task task = owner == null ? null : owner.draft().task();
        return switch (level.relation()) {
            case TOP -> EndStates.top(held);
            case BLOCK, FALLBACK -> around == null || task == null ? EndStates.top(held) : around.inside(task);
            case COMPENSATION -> around == null ? EndStates.top(held) : around.undoing();
        };
    }

    private static boolean isFalse(Check check, TaskDraft draft, Expression when) {
        return Boolean.FALSE.equals(checked(check, draft, when).truth());
    }

    private static boolean isWrong(Check check, TaskDraft draft) {
        Task task = draft.task();
        return task != null
                && task.when() != null
                && checked(check, draft, task.when()).flaws().stream()
                        .anyMatch(flaw -> flaw.kind() != Flaw.Kind.MAY_NOT_FIT);
    }

    private static Checked checked(Check check, TaskDraft draft, Expression when) {
        ExpressionSite site =
                new ExpressionSite(when, draft.key(), 0, Place.WHOLE, draft.path(), Result.BOOLEAN, List.of());
        return check.names().checked().of(site);
    }

    private static void report(Check check, TaskDraft draft, Graph graph, @Nullable Obstacle obstacle) {
        FieldNames names = check.problems().names();
        String change = "Change its " + names.among("needs", "join", "when") + ".";
        switch (obstacle) {
            case null -> {}
            case Obstacle.Need need -> report(check, draft, "needs", need.id() + " " + need.how(), change);
            case Obstacle.Condition condition -> {
                // What is wrong with the condition itself is said already.
                if (!condition.reason().isEmpty() && isWrong(check, draft)) {
                    return;
                }
                String reason = condition.reason().isEmpty() ? "" : ", as " + condition.reason();
                String hint = switch (condition.cure()) {
                    case NONE -> change;
                    case JOIN_ALWAYS ->
                        names.find("join") == null
                                ? change
                                : "Write join: always, so that it starts whatever became of what it needs, and its "
                                        + names.of("when") + " decides.";
                    case NEED_ALL ->
                        !names.today() || isWaitedFor(graph, draft)
                                ? change
                                : "Write needs: all and join: always: only there run.status is what the run ends as.";
                };
                report(check, draft, "when", "its condition is false" + reason, hint);
            }
        }
    }

    // Those that need all don't wait for one another.
    private static boolean isWaitedFor(Graph graph, TaskDraft draft) {
        int index = graph.index(draft.id());
        return graph.isNeeded(draft)
                && graph.tasks().stream()
                        .anyMatch(
                                other -> !other.needsAll() && graph.needs(other).contains(index));
    }

    private static void report(Check check, TaskDraft draft, String field, String reason, String hint) {
        Node place = draft.node() == null ? null : draft.node().get(field);
        check.problems()
                .warning(
                        ProblemCode.NEVER_RUNS,
                        place == null ? draft.key() : place,
                        "Expected a task that can run, but " + draft.id() + " never does: " + reason,
                        hint);
    }
}
