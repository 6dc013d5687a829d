package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.plan.Turns;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import org.jspecify.annotations.Nullable;

/**
 * A run takes no more turns of a task than it can count, and none at all where more were wanted.
 *
 * <pre>watch: {repeat: {until: …, max: 100000}, …}   ✗ the task would fail before its first turn</pre>
 */
final class TurnsFit implements Rule {
    @Override
    public void check(Check check) {
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            Task task = draft.task();
            Node max = max(draft);
            if (max != null
                    && task != null
                    && task.repeat() != null
                    && task.repeat().max() instanceof Setting.Fixed<Integer> turns) {
                check(check, max, turns.value(), Turns.areAllKept(task));
            }
        }
    }

    private static void check(Check check, Node max, int turns, boolean areAllKept) {
        if (turns > Turns.MOST) {
            report(
                    check,
                    max,
                    "Expected at most %d turns, but found %d".formatted(areAllKept ? Turns.KEPT : Turns.MOST, turns),
                    "Write a smaller max, with a longer delay, or do more in one turn.");
        } else if (turns > Turns.KEPT && areAllKept) {
            report(
                    check,
                    max,
                    "Expected at most %d turns of a task in which something can be undone, a run is started or an event awaited, but found %d"
                            .formatted(Turns.KEPT, turns),
                    "Write max: %d or less, or start a run for each part of them.".formatted(Turns.KEPT));
        }
    }

    private static void report(Check check, Node max, String message, String hint) {
        check.problems().error(ProblemCode.VALUE, max, message, hint);
    }

    private static @Nullable Node max(TaskDraft draft) {
        return draft.node() != null && draft.node().get("repeat") instanceof MapNode repeat ? repeat.get("max") : null;
    }
}
