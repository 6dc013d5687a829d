package dev.weft.definitions.validate;

import dev.weft.definitions.expression.References;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import java.util.HashSet;
import java.util.Set;

/**
 * Something reads what a gate decided: a rejected gate completes, too. A warning.
 *
 * <pre>
 * review: {action: approval_gate, …}
 * publish: {needs: [review], …}   ✗ publishes what was rejected
 * </pre>
 */
final class DecisionsAreRead implements Rule {
    @Override
    public void check(Check check) {
        boolean gates = check.graph().tasks().stream().anyMatch(DecisionsAreRead::isGate);
        if (!gates || check.problems().isFull()) {
            return;
        }
        Set<String> read = new HashSet<>();
        for (ExpressionSite site : check.draft().sites()) {
            References references = site.expression().references();
            if (references.allTasks()) {
                return;
            }
            read.addAll(references.tasks());
        }
        // A task that isn't there is said already, and may be meant to be the gate.
        if (read.stream().anyMatch(id -> check.graph().index(id) < 0)) {
            return;
        }
        // Without outputs of its own, a run's output is the map of its tasks' outputs: whoever reads it sees the
        // decision.
        boolean visible = check.draft().root().get("outputs") == null;
        Set<Integer> needed = new HashSet<>();
        check.graph().tasks().forEach(task -> needed.addAll(check.graph().needs(task)));
        for (TaskDraft task : check.graph().tasks()) {
            boolean last = !needed.contains(check.graph().index(task.id()));
            if (isGate(task) && !read.contains(task.id()) && !(last && visible)) {
                String name = task.id().contains("-") ? "tasks['" + task.id() + "']" : "tasks." + task.id();
                check.problems()
                        .warning(
                                ProblemCode.UNREAD_DECISION,
                                task.key(),
                                "Expected something to read the decision of " + task.id() + ", but nothing does",
                                "A rejected gate completes, too: write when: " + name
                                        + ".output.decision == 'approved' in what follows it.");
            }
        }
    }

    private static boolean isGate(TaskDraft task) {
        return task.action() != null && task.action().name().equals("approval_gate");
    }
}
