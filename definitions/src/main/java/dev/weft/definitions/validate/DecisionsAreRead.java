package dev.weft.definitions.validate;

import dev.weft.definitions.expression.References;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
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
        boolean gates = check.tree().places().stream().anyMatch(place -> isGate(place.draft()));
        if (!gates || check.problems().isFull()) {
            return;
        }
        Set<TaskPlace> read = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ExpressionSite site : check.draft().sites()) {
            References references = site.expression().references();
            if (references.allTasks()) {
                return;
            }
            for (String id : references.tasks()) {
                TaskPlace task = check.names().resolve(site, id);
                // A task that isn't there is said already, and may be meant to be the gate.
                if (task == null) {
                    return;
                }
                read.add(task);
            }
        }
        check.tree().levels().forEach(level -> level(check, level, read));
    }

    private static void level(Check check, Level level, Set<TaskPlace> read) {
        Graph graph = level.graph();
        Set<Integer> needed = new HashSet<>();
        graph.tasks().forEach(task -> needed.addAll(graph.needs(task)));
        for (TaskDraft task : graph.tasks()) {
            TaskPlace place = check.tree().find(task.path());
            boolean last = !needed.contains(graph.index(task.id()));
            if (isGate(task) && place != null && !read.contains(place) && !(last && isVisible(check, level))) {
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

    // Without outputs of its own, the output of a run or block is the map of its tasks' outputs: whoever reads it sees
    // the decision. What a fallback gives is its task's output.
    private static boolean isVisible(Check check, Level level) {
        return switch (level.relation()) {
            case TOP -> check.draft().root().get("outputs") == null;
            case BLOCK ->
                level.owner() != null
                        && level.owner().draft().node() != null
                        && level.owner().draft().node().get("outputs") == null;
            case FALLBACK -> true;
            case COMPENSATION -> false;
        };
    }

    private static boolean isGate(TaskDraft task) {
        return task.action() != null && task.action().name().equals("approval_gate");
    }
}
