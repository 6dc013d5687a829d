package dev.weft.definitions.validate;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.parse.CallOrBlock;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;

/**
 * What is said of attempts stands beside actions that make some: gates wait, and pure actions are worked out at once. Each
 * attempt of {@code workflow_trigger} is a run, which has no heartbeat. What no
 * attempt was made for isn't worth keeping either, and a decision counts only where it was made.
 *
 * <pre>review: {action: approval_gate, timeout: 24h, …}   ✗ would wait for ever</pre>
 */
final class AttemptsAreMade implements Rule {
    @Override
    public void check(Check check) {
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            ActionSpec<?> action = draft.action();
            if (action != null && draft.node() != null) {
                for (String name : CallOrBlock.notBeside(action)) {
                    MapNode.Entry entry = draft.node().entries().get(name);
                    if (entry != null
                            && !check.problems().hasErrorBelow(entry.value().path())) {
                        report(check, action, draft.node(), entry, name);
                    }
                }
            }
        }
    }

    private static String why(ActionSpec<?> action, String name) {
        if (CallOrBlock.startsRuns(action)) {
            return "the tasks of the definition that it starts have their own.";
        }
        if (action.trait() == Trait.CONTROL && name.equals("cache")) {
            return "what was decided or waited for counts in its own run alone.";
        }
        return action.trait() == Trait.CONTROL
                ? "the run itself does the waiting, however long it takes."
                : "the run computes it itself, at once, and would get the same again.";
    }

    // Levels wait one after the other, each for its own time.
    private static boolean hasLevels(MapNode task) {
        return task.get("parameters") instanceof MapNode parameters && parameters.get("levels") != null;
    }

    private static void report(Check check, ActionSpec<?> action, MapNode task, MapNode.Entry entry, String name) {
        boolean waits = action.trait() == Trait.CONTROL;
        check.problems()
                .error(
                        ProblemCode.CONFLICT,
                        entry.key(),
                        "Expected \"" + name + "\" beside an action that makes attempts, but found it beside "
                                + action.name()
                                + (CallOrBlock.startsRuns(action) ? ", whose attempts are runs" : ", which makes none"),
                        waits && name.equals("timeout")
                                ? "Write it " + (hasLevels(task) ? "in each of the levels" : "below parameters")
                                        + ", or write deadline: for the whole task."
                                : "Remove it: " + why(action, name));
    }
}
