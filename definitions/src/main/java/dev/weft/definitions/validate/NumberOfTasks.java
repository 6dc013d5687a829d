package dev.weft.definitions.validate;

import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;

/**
 * At least one task, also in each block; at most 5,000 in all. <pre>tasks: {}   ✗ expected at least one task</pre>
 */
final class NumberOfTasks implements Rule {
    static final int MAX = 5000;

    @Override
    public void check(Check check) {
        MapNode.Entry entry = check.draft().root().entries().get("tasks");
        if (entry == null) {
            return;
        }
        int count = check.tree().places().size();
        Node value = entry.value();
        boolean none = value instanceof MapNode || value instanceof ScalarNode scalar && scalar.isNull();
        if (count == 0 && none) {
            check.problems()
                    .error(
                            ProblemCode.NO_TASKS,
                            entry.key(),
                            "Expected at least one task, but found none",
                            "Write, for example, tasks: {hello: {action: transform, parameters: {value: hello}}}.");
        } else if (count > MAX) {
            TaskDraft first = check.tree().places().get(MAX).draft();
            check.problems()
                    .error(
                            ProblemCode.TOO_MANY_TASKS,
                            first.key(),
                            "Expected at most 5,000 tasks, but found " + count,
                            ProblemCode.TOO_MANY_TASKS.cure());
        }
        check.tree().places().forEach(place -> block(check, place.draft()));
    }

    private static void block(Check check, TaskDraft draft) {
        MapNode.Entry tasks =
                draft.node() == null ? null : draft.node().entries().get("tasks");
        if (tasks == null) {
            return;
        }
        boolean none = tasks.value() instanceof MapNode map && map.entries().isEmpty()
                || tasks.value() instanceof ScalarNode scalar && scalar.isNull();
        if (none) {
            check.problems()
                    .error(
                            ProblemCode.NO_TASKS,
                            tasks.key(),
                            "Expected at least one task in the block " + draft.path() + ", but found none",
                            "Add a task, or write an action instead of tasks.");
        }
    }
}
