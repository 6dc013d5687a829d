package dev.weft.definitions.validate;

import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import org.jspecify.annotations.Nullable;

/**
 * A compensation has something to undo, and doesn't ask for the undoing that it is part of.
 *
 * <pre>sum: {action: transform, …, compensate: {…}}   ✗ transform has no effect outside of the run</pre>
 */
final class CompensationsUndo implements Rule {
    @Override
    public void check(Check check) {
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            if (draft.compensation() != null && draft.node() != null) {
                String pure = draft.task() == null ? null : pure(draft.task().work());
                MapNode.Entry entry = draft.node().entries().get("compensate");
                if (pure != null && entry != null) {
                    check.problems()
                            .error(
                                    ProblemCode.NOTHING_TO_UNDO,
                                    entry.key(),
                                    "Expected a task with an effect to undo, but " + pure
                                            + " has none outside of the run",
                                    ProblemCode.NOTHING_TO_UNDO.cure());
                }
            }
            if (place.level().relation() == Level.Relation.COMPENSATION) {
                rollback(check, draft);
            }
        }
    }

    private static void rollback(Check check, TaskDraft draft) {
        MapNode.Entry entry =
                draft.node() == null ? null : draft.node().entries().get("on_failure");
        if (draft.task() != null && draft.task().onFailure() == OnFailure.Word.ROLLBACK && entry != null) {
            check.problems()
                    .error(
                            ProblemCode.CONFLICT,
                            entry.value(),
                            "Expected fail, skip or pause for on_failure of a compensation, but found rollback, which it"
                                    + " is part of",
                            "One that keeps failing waits for a person: remove on_failure.");
        }
    }

    /** What a task does, where that has no effect; {@code null} where it may have one. */
    private static @Nullable String pure(Work work) {
        return switch (work) {
            case Work.ActionCall call -> {
                WrittenParameters written = WrittenParameters.of(
                        call.parameters(), call.conditions().keySet());
                yield call.action().effects().possible(written)
                        ? null
                        : call.action().name() + (call.action().trait() == Trait.WORK ? " with these parameters" : "");
            }
            case Work.Block block ->
                block.tasks().stream().allMatch(task -> pure(task.work()) != null) ? "a block of such tasks" : null;
        };
    }
}
