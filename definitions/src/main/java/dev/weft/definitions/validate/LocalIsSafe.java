package dev.weft.definitions.validate;

import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.model.Placement;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;

/**
 * What has an effect isn't done in the worker that has the run: when that is lost, it does again what it had done.
 *
 * <pre>save: {action: file_operation, placement: local, parameters: {operation: write, …}}   ✗ would write twice</pre>
 */
final class LocalIsSafe implements Rule {
    @Override
    public void check(Check check) {
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            MapNode.Entry entry =
                    draft.node() == null ? null : draft.node().entries().get("placement");
            if (entry != null
                    && draft.task() != null
                    && draft.task().placement() == Placement.LOCAL
                    && draft.task().work() instanceof Work.ActionCall call
                    && call.action().trait() == Trait.WORK
                    && mayHaveEffect(call)) {
                check.problems()
                        .error(
                                ProblemCode.CONFLICT,
                                entry.value(),
                                "Expected placement: local beside what is safe to repeat, but found it beside "
                                        + call.action().name() + ", which may have an effect",
                                "Remove placement: a lost worker would do again what it had done.");
            }
        }
    }

    private static boolean mayHaveEffect(Work.ActionCall call) {
        return call.action()
                .effects()
                .possible(WrittenParameters.of(
                        call.parameters(), call.conditions().keySet()));
    }
}
