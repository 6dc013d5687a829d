package dev.weft.definitions.dialect;

import dev.weft.definitions.lower.Lowered;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.ScalarNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of the definitions of one file each has an id of its own: names that differ may give the same one.
 *
 * <pre>workflows: {One Flow: …, one-flow: …}   ✗ both are one-flow</pre>
 */
final class DistinctIds {
    private DistinctIds() {}

    static void check(List<Lowered> definitions) {
        Map<String, ScalarNode> first = new HashMap<>();
        for (Lowered one : definitions) {
            if (one.document() instanceof MapNode document
                    && document.get("id") instanceof ScalarNode id
                    && !one.problems().hasErrorBelow(id.path())) {
                ScalarNode before = first.putIfAbsent(id.text(), id);
                if (before != null) {
                    report(one, id, before);
                }
            }
        }
    }

    private static void report(Lowered one, ScalarNode id, ScalarNode before) {
        int line = one.problems().source().line(before.span().start());
        one.problems()
                .error(
                        ProblemCode.DUPLICATE_KEY,
                        id,
                        "Expected every workflow to have an id of its own, but found \"" + id.text() + "\" again",
                        "The workflow in line " + line + " has it already; rename one of them.");
    }
}
