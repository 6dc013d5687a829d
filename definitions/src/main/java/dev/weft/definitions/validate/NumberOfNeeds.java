package dev.weft.definitions.validate;

import dev.weft.definitions.parse.Draft;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ProblemCollector;
import java.util.Collection;
import java.util.List;

/**
 * At most 100,000 needs in all, looked at before any graph is made: thousands of tasks with {@code needs: all} have millions
 * in a text of some kilobytes.
 */
public final class NumberOfNeeds {
    private static final long MAX = 100_000;

    private final ProblemCollector problems;
    private long count;

    private NumberOfNeeds(ProblemCollector problems) {
        this.problems = problems;
    }

    /** Whether there are more, which is then a problem. */
    public static boolean exceeds(Draft draft, ProblemCollector problems) {
        return new NumberOfNeeds(problems).exceeds(draft.tasks().values());
    }

    private boolean exceeds(Collection<TaskDraft> siblings) {
        long others = siblings.stream().filter(task -> !task.needsAll()).count();
        for (TaskDraft task : siblings) {
            count += task.needsAll() ? others : task.needs().size();
            if (count > MAX) {
                report(task);
                return true;
            }
            if (exceedsBelow(task)) {
                return true;
            }
        }
        return false;
    }

    private boolean exceedsBelow(TaskDraft task) {
        return task.tasks() != null && exceeds(task.tasks().values())
                || task.fallback() != null && exceeds(List.of(task.fallback()))
                || task.compensation() != null && exceeds(List.of(task.compensation()));
    }

    private void report(TaskDraft task) {
        Node needs = task.node() == null ? null : task.node().get("needs");
        problems.error(
                ProblemCode.TOO_MANY_NEEDS,
                needs == null ? task.key() : needs,
                "Expected at most 100,000 needs in all, but here there are more",
                ProblemCode.TOO_MANY_NEEDS.cure());
    }
}
