package dev.weft.definitions.plan;

import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Repeat;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tasks that fail each time they run, as their definition tells. What isn't plain counts as able to complete. */
final class CertainFailure {
    private CertainFailure() {}

    static boolean of(Task task) {
        return !works(task) && staysFailed(task);
    }

    /** Whether what a task does can be done. */
    static boolean works(Task task) {
        // With no items at all, a task over items completes.
        return task.forEach() != null || !fails(task.work()) && !isNeverReached(task.repeat());
    }

    /** Whether an expression is false whatever a run brings. */
    static boolean isFalse(Expression expression) {
        try {
            return expression.references().roots().isEmpty() && Boolean.FALSE.equals(expression.evaluate(name -> null));
        } catch (EvaluationException e) {
            return false;
        }
    }

    private static boolean staysFailed(Task task) {
        return switch (task.onFailure()) {
            case OnFailure.Word word -> word == OnFailure.Word.FAIL;
            case OnFailure.Fallback fallback -> of(fallback.task());
        };
    }

    private static boolean fails(Work work) {
        return switch (work) {
            case Work.ActionCall call ->
                switch (call.action().name()) {
                    case "fail" -> true;
                    case "condition_check" -> refuses(call);
                    default -> false;
                };
            // A task that needs others may be skipped because of them, and a block of skipped tasks completes.
            case Work.Block block -> block.tasks().stream().anyMatch(CertainFailure::runsAndFails);
        };
    }

    private static boolean runsAndFails(Task task) {
        return task.needs().isEmpty() && !task.needsAll() && task.when() == null && of(task);
    }

    private static boolean refuses(Work.ActionCall call) {
        Map<String, Template> parameters = call.parameters().fields();
        Expression condition = call.conditions().get("/condition");
        return condition != null
                && isFalse(condition)
                && new Template.Literal(true).equals(parameters.get("fail_if_false"));
    }

    private static boolean isNeverReached(@Nullable Repeat repeat) {
        return repeat != null
                && (repeat.kind() == Repeat.Kind.UNTIL && isFalse(repeat.test()) || Turns.missGoal(repeat));
    }
}
