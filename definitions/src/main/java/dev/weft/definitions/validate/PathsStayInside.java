package dev.weft.definitions.validate;

import dev.weft.definitions.action.builtin.FilePaths;
import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.parse.TaskDraft;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.List;
import java.util.Map;

/**
 * A relative path doesn't climb out of the workspace. A warning, as the operator may have named a folder beside it.
 *
 * <pre>path: ../../etc/passwd   ✗ it leaves the workspace</pre>
 */
final class PathsStayInside implements Rule {
    private static final Map<String, List<String>> PATHS = Map.of(
            "file_operation", List.of("path", "to"),
            "api_call", List.of("body_from", "save_to"),
            "command", List.of("folder"));

    @Override
    public void check(Check check) {
        for (TaskPlace place : check.tree().places()) {
            TaskDraft draft = place.draft();
            if (draft.work() instanceof Work.ActionCall call
                    && draft.node() != null
                    && draft.node().get("parameters") instanceof MapNode given) {
                for (String name : PATHS.getOrDefault(call.action().name(), List.of())) {
                    Node node = given.get(name);
                    if (node != null
                            && call.parameters().fields().get(name) instanceof Template.Literal literal
                            && literal.value() instanceof String path
                            && FilePaths.leavesWorkspace(path)) {
                        report(check, name, node, path);
                    }
                }
            }
        }
    }

    private static void report(Check check, String name, Node node, String path) {
        check.problems()
                .warning(
                        ProblemCode.OUTSIDE_WORKSPACE,
                        node,
                        "Expected a path inside of the workspace for \"" + name + "\", but found \"" + path
                                + "\", which leaves it",
                        ProblemCode.OUTSIDE_WORKSPACE.cure());
    }
}
