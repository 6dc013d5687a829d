package dev.weft.definitions.validate;

import dev.weft.definitions.action.shape.ParameterBinder;
import dev.weft.definitions.action.shape.Shape;
import dev.weft.definitions.action.shape.ShapeReader;
import dev.weft.definitions.action.shape.Violation;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodePaths;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Parameters that have the right types can be used, one by one and together, as the action's record asks.
 *
 * <pre>parameters: {operation: copy, path: a.md}   ✗ expected "to" with the operation copy</pre>
 */
final class ParametersFit implements Rule {
    /** Records stand in records; each round makes those around what was wrong in the one before. */
    private static final int ROUNDS = 12;

    @Override
    public void check(Check check) {
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            if (draft.work() instanceof Work.ActionCall call) {
                task(check, place, draft, call);
            }
        }
    }

    private static void task(Check check, TaskPlace place, TaskDraft draft, Work.ActionCall call) {
        MapNode.Entry given =
                draft.node() == null ? null : draft.node().entries().get("parameters");
        // What couldn't be read may be what another parameter asks for.
        if (given != null && check.problems().isDamaged(given.value().path())) {
            return;
        }
        List<Violation> wrong = misfits(call, check.names().types().templates(place)).stream()
                .filter(violation -> given == null
                        || violation.pointer().isEmpty()
                        || !check.problems()
                                .hasErrorBelow(NodePaths.nearest(given.value(), violation.pointer())
                                        .path()))
                .toList();
        for (Violation violation : wrong) {
            boolean whole = violation.pointer().isEmpty();
            Node at = given == null
                    ? draft.key()
                    : whole ? given.key() : NodePaths.nearest(given.value(), violation.pointer());
            check.problems().error(violation.code(), at, violation.plain(), violation.hint());
        }
    }

    /** What the records refuse; what is wrong with single values for other reasons is said by then. */
    private static Set<Violation> misfits(Work.ActionCall call, TemplateTypes types) {
        Class<? extends Record> type = call.action().parameters();
        Shape.Fields shape = ShapeReader.of(type);
        SampleValues sample = new SampleValues(shape, call.parameters(), call.conditions(), types);
        Set<Violation> misfits = new LinkedHashSet<>();
        StandIns standIns = new StandIns(shape, sample.values());
        boolean further = !sample.unknown();
        for (int round = 0; further && round < ROUNDS; round++) {
            List<Violation> wrong = new ArrayList<>();
            ParameterBinder.bind(type, sample.values(), wrong::add);
            further = false;
            for (Violation violation : wrong) {
                boolean refused = violation.kind() == Violation.Kind.RECORD;
                if (refused && !sample.isAbout(violation) && !standIns.follows(violation)) {
                    misfits.add(violation);
                }
            }
            for (Violation violation : wrong) {
                boolean ofTheWhole = violation.kind() == Violation.Kind.RECORD
                        && violation.record().isEmpty();
                further |= !ofTheWhole && standIns.replace(violation);
            }
        }
        return misfits;
    }
}
