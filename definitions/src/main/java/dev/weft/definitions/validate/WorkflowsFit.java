package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.model.Workflows;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Severity;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What {@code workflow_trigger} starts is there, takes the inputs that it is given, and doesn't lead back to this
 * definition. Warnings, as definitions come and change, and a circle may have an end.
 *
 * <pre>parameters: {workflow: publish-artcle}   ✗ did you mean "publish-article"?</pre>
 */
final class WorkflowsFit implements Rule {
    @Override
    public void check(Check check) {
        String self = check.draft().definition() == null
                ? null
                : check.draft().definition().id();
        Starts starts = new Starts(check.workflows());
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            if (draft.task() != null && draft.task().work() instanceof Work.ActionCall call) {
                String id = Starts.target(call);
                if (id != null
                        && draft.node() != null
                        && draft.node().get("parameters") instanceof MapNode parameters) {
                    started(check, place, call, id, parameters);
                    circle(check, starts, self, id, parameters);
                }
            }
        }
    }

    private static void circle(Check check, Starts starts, @Nullable String self, String id, MapNode parameters) {
        List<String> way = self == null ? List.of() : starts.way(id, self);
        Node place = parameters.get("workflow");
        if (!way.isEmpty() && place != null) {
            check.problems()
                    .warning(
                            ProblemCode.RECURSION,
                            place,
                            "Expected definitions that start others, but found a circle: " + self + " → "
                                    + String.join(" → ", way),
                            ProblemCode.RECURSION.cure());
        }
    }

    private static void started(Check check, TaskPlace place, Work.ActionCall call, String id, MapNode parameters) {
        Workflows workflows = check.workflows();
        boolean self = check.draft().definition() != null
                && check.draft().definition().id().equals(id);
        Node name = parameters.get("workflow");
        if (workflows == null || name == null || self) {
            return;
        }
        Definition target = workflows.find(id).orElse(null);
        if (target == null) {
            TreeSet<String> known = new TreeSet<>(workflows.ids());
            if (workflows.areAll() && !known.contains(id)) {
                check.problems()
                        .warning(
                                ProblemCode.UNKNOWN_WORKFLOW,
                                name,
                                "Expected a saved definition, but found \"" + id + '"',
                                Suggestion.didYouMean(
                                        id,
                                        known,
                                        known.isEmpty()
                                                ? "There are none."
                                                : "There are " + Suggestion.list(known) + "."));
            }
            return;
        }
        Template given = call.parameters().fields().get("inputs");
        boolean computed = given != null && !(given instanceof Template.Fields);
        if (target.inputs() == null || computed || call.parameters().fields().containsKey("revision")) {
            return;
        }
        MapNode.Entry node = parameters.entries().get("inputs");
        new NamedValues(check.problems(), ProblemCode.INPUTS, Severity.WARNING, "an input of " + id)
                .check(
                        Declarations.of(target.inputs()),
                        given instanceof Template.Fields fields ? fields.fields() : Map.of(),
                        node == null ? null : node.value(),
                        node == null ? name : node.key(),
                        check.names().types().templates(place));
    }
}
