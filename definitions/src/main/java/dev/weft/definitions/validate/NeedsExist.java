package dev.weft.definitions.validate;

import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ScalarNode;
import java.util.HashSet;
import java.util.Set;

/** Needs name other tasks, each once. <pre>needs: [fetsh]   ✗ did you mean "fetch"?</pre> */
final class NeedsExist implements Rule {
    private static final int SUGGESTIONS = 200;

    @Override
    public void check(Check check) {
        Set<String> ids = check.draft().tasks().keySet();
        int unknown = 0;
        for (TaskDraft task : check.graph().tasks()) {
            Set<String> seen = new HashSet<>();
            for (ScalarNode need : task.needs()) {
                String id = need.text();
                if (!seen.add(id)) {
                    check.problems()
                            .error(
                                    ProblemCode.DUPLICATE_NEED,
                                    need,
                                    "Expected each task once in needs, but found \"" + id + "\" again",
                                    ProblemCode.DUPLICATE_NEED.cure());
                } else if (id.equals(task.id())) {
                    check.problems()
                            .error(
                                    ProblemCode.SELF_NEED,
                                    need,
                                    "Expected another task in needs, but found " + id + " itself",
                                    ProblemCode.SELF_NEED.cure());
                } else if (!ids.contains(id)) {
                    // A guess costs a look at every id, so a document that is wrong throughout gets only so many.
                    String otherwise = "The tasks are " + Suggestion.list(ids) + ".";
                    String hint = unknown++ < SUGGESTIONS
                            ? Suggestion.didYouMean(id, ids, otherwise)
                            : ProblemCode.UNKNOWN_TASK.cure();
                    check.problems()
                            .error(
                                    ProblemCode.UNKNOWN_TASK,
                                    need,
                                    "Expected the id of a task, but found \"" + id + '"',
                                    hint);
                }
            }
        }
    }
}
