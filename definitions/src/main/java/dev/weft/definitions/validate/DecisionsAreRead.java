package dev.weft.definitions.validate;

import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Something reads what a gate decided: a rejected gate completes, too. A warning. Only the decision counts, or an output
 * that holds it: the status of a rejected gate is that of an approved one.
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
        TaskReads reads = gates && !check.problems().isFull() ? TaskReads.of(check) : null;
        if (reads == null) {
            return;
        }
        for (TaskPlace place : check.tree().places()) {
            if (isGate(place.draft())
                    && !reads.any(place, TaskReads.DECISION)
                    && !(isLast(place) && isGiven(check, reads, place))) {
                check.problems()
                        .warning(
                                ProblemCode.UNREAD_DECISION,
                                place.draft().key(),
                                "Expected something to read the decision of "
                                        + place.draft().id() + ", but nothing does",
                                cure(place));
            }
        }
    }

    // Nothing follows a gate that is a compensation itself.
    private static String cure(TaskPlace gate) {
        return gate.level().relation() == Level.Relation.COMPENSATION
                ? "A rejected gate completes, too: make it a block, compensate: {tasks: {ask: …, undo: {needs: [ask], …}}},"
                        + " and write when: tasks.ask.output.decision == 'approved' in what undoes."
                : "A rejected gate completes, too: write when: " + approved(gate) + " in what follows it.";
    }

    private static boolean isLast(TaskPlace place) {
        return !place.level().graph().isNeeded(place.draft());
    }

    // Without outputs of its own, the output of a run or block is the map of its tasks' outputs: whoever reads it sees
    // the decision. What a fallback gives is its task's output.
    private static boolean isGiven(Check check, TaskReads reads, TaskPlace place) {
        TaskPlace owner = place.level().owner();
        return switch (place.level().relation()) {
            case TOP -> check.draft().root().get("outputs") == null;
            case BLOCK ->
                owner != null
                        && givesAll(owner)
                        && (reads.any(owner, TaskReads.decisionOf(place.draft().id()))
                                || isLast(owner) && isGiven(check, reads, owner));
            case FALLBACK -> true;
            case COMPENSATION -> false;
        };
    }

    private static boolean givesAll(TaskPlace block) {
        return block.draft().node() != null && block.draft().node().get("outputs") == null;
    }

    private static String approved(TaskPlace gate) {
        TaskPlace block = block(gate);
        String read = ".decision == 'approved'";
        if (hasItems(gate)) {
            return output(gate) + ".all(one, one" + read + ")";
        }
        if (block != null && hasItems(block)) {
            return output(block) + ".all(one, one" + member(gate) + read + ")";
        }
        return output(gate) + read;
    }

    private static String output(TaskPlace task) {
        TaskPlace block = block(task);
        return block == null || hasItems(block) ? "tasks" + member(task) + ".output" : output(block) + member(task);
    }

    // What follows the last task of a block stands behind the block.
    private static @Nullable TaskPlace block(TaskPlace place) {
        TaskPlace owner = place.level().owner();
        if (owner == null || place.level().relation() != Level.Relation.BLOCK || !isLast(place)) {
            return null;
        }
        // Nothing stands behind a compensation.
        return givesAll(owner) && owner.level().relation() != Level.Relation.COMPENSATION ? owner : null;
    }

    private static boolean hasItems(TaskPlace place) {
        return place.draft().node() != null && place.draft().node().get("for_each") != null;
    }

    private static String member(TaskPlace task) {
        String id = task.draft().id();
        return id.contains("-") ? "['" + id + "']" : "." + id;
    }

    private static boolean isGate(TaskDraft task) {
        return task.action() != null && task.action().name().equals("approval_gate");
    }
}
