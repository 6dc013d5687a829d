package dev.weft.definitions.validate;

import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodePaths;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that are right one by one also fit together, as the action's record asks.
 *
 * <pre>parameters: {operation: copy, path: a.md}   ✗ expected 'to' with the operation copy</pre>
 */
final class ParametersFit implements Rule {
    @Override
    public void check(Check check) {
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            if (draft.task() != null
                    && draft.task().work() instanceof Work.ActionCall call
                    && !check.problems().hasErrorBelow(draft.key().path())) {
                task(check, draft, call);
            }
        }
    }

    private static void task(Check check, TaskDraft draft, Work.ActionCall call) {
        Optional<Map<String, @Nullable Object>> sample =
                SampleValues.of(ShapeReader.of(call.action().parameters()), call.parameters(), call.conditions());
        if (sample.isEmpty()) {
            return;
        }
        MapNode.Entry given =
                draft.node() == null ? null : draft.node().entries().get("parameters");
        ParameterBinder.bind(call.action().parameters(), sample.get(), violation -> {
            if (!SampleValues.quotedIn(violation.message())) {
                boolean whole = violation.pointer().isEmpty();
                Node place = given == null
                        ? draft.key()
                        : whole ? given.key() : NodePaths.nearest(given.value(), violation.pointer());
                check.problems()
                        .error(
                                ProblemCode.PARAMETERS,
                                place,
                                violation.message().replaceFirst(" \\(at /[^)]*\\)$", ""),
                                violation.hint());
            }
        });
    }
}
