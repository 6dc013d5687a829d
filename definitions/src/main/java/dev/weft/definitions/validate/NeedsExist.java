package dev.weft.definitions.validate;

import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.FieldNames;
import dev.weft.definitions.source.ScalarNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Needs name other tasks beside them, each once. <pre>needs: [fetsh]   ✗ did you mean "fetch"?</pre> */
final class NeedsExist implements Rule {
    private static final int SUGGESTIONS = 200;

    /** So many ids are looked at for them in all. */
    private static final int LOOKS = 150_000;

    @Override
    public void check(Check check) {
        int[] unknown = {0};
        for (Level level : check.tree().levels()) {
            List<String> ids = level.graph().tasks().stream().map(TaskDraft::id).toList();
            for (TaskDraft task : level.graph().tasks()) {
                task(check, level, ids, task, unknown);
            }
        }
    }

    private static void task(Check check, Level level, List<String> ids, TaskDraft task, int[] unknown) {
        Set<String> seen = new HashSet<>();
        String needs = check.problems().names().of("needs");
        for (ScalarNode need : task.needs()) {
            String id = need.text();
            if (!seen.add(id)) {
                check.problems()
                        .error(
                                ProblemCode.DUPLICATE_NEED,
                                need,
                                "Expected each task once in " + needs + ", but found \"" + id + "\" again",
                                ProblemCode.DUPLICATE_NEED.cure());
            } else if (id.equals(task.id())) {
                check.problems()
                        .error(
                                ProblemCode.SELF_NEED,
                                need,
                                "Expected another task in " + needs + ", but found " + id + " itself",
                                "Remove " + id + " from " + needs + " of " + id + ".");
            } else if (level.graph().index(id) < 0) {
                unknown(
                        check,
                        level,
                        ids,
                        task,
                        need,
                        unknown[0]++ < SUGGESTIONS && (long) unknown[0] * ids.size() < LOOKS);
            }
        }
    }

    // A guess costs a look at every id, so a document that is wrong throughout gets only so many.
    private static void unknown(
            Check check, Level level, List<String> ids, TaskDraft task, ScalarNode need, boolean guess) {
        String id = need.text();
        FieldNames names = check.problems().names();
        String outside = outside(level, id, names);
        String hint = !guess
                ? ProblemCode.UNKNOWN_TASK.cure()
                : !outside.isEmpty() ? outside : meant(id, ids, task, names.of("needs"));
        check.problems()
                .error(ProblemCode.UNKNOWN_TASK, need, "Expected the id of a task, but found \"" + id + '"', hint);
    }

    /** One of the others: a task that needs itself would be the next mistake. */
    private static String meant(String id, List<String> ids, TaskDraft task, String needs) {
        List<String> others = ids.stream().filter(one -> !one.equals(task.id())).toList();
        return switch (others.size()) {
            case 0 -> "There is no other task beside it: leave " + needs + " out.";
            case 1 -> Suggestion.didYouMean(id, others, "The only other task beside it is " + others.getFirst() + ".");
            default -> Suggestion.didYouMean(id, others, "The others are " + Suggestion.list(others) + ".");
        };
    }

    private static String outside(Level level, String id, FieldNames names) {
        if (id.equals("all") && names.today()) {
            return "Write needs: all, without brackets, where every other task is meant.";
        }
        TaskPlace owner = level.owner();
        while (owner != null) {
            if (owner.draft().id().equals(id)) {
                return id + " is the block around it, and can't be needed from inside.";
            }
            if (owner.level().graph().index(id) >= 0) {
                return id + " is not in this block: let the block "
                        + owner.draft().path() + " need it.";
            }
            owner = owner.level().owner();
        }
        for (TaskDraft sibling : level.graph().tasks()) {
            if (sibling.tasks() != null && sibling.tasks().containsKey(id)) {
                return id + " is inside of the block " + sibling.path() + ": need the block.";
            }
        }
        return "";
    }
}
