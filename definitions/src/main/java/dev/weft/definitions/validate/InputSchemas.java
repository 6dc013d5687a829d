package dev.weft.definitions.validate;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.input.SchemaCures;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.NodePaths;
import dev.weft.definitions.source.NodeValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each input, and what a gate asks for, is a JSON Schema 2020-12 that means something, and its default matches it.
 *
 * <pre>drafts: {type: integer, default: three}   ✗ expected integer, but found string "three"</pre>
 */
final class InputSchemas implements Rule {
    private static final String GATE = "approval_gate";

    @Override
    public void check(Check check) {
        if (check.draft().root().get("inputs") instanceof MapNode inputs) {
            for (MapNode.Entry entry : inputs.entries().values()) {
                if (entry.value() instanceof MapNode schema) {
                    input(check, entry.key().text(), schema);
                }
            }
            sense(check, inputs);
        }
        for (TaskPlace place : check.tree().places()) {
            ActionSpec<?> action = place.draft().action();
            MapNode task = place.draft().node();
            if (action != null
                    && action.name().equals(GATE)
                    && task != null
                    && task.get("parameters") instanceof MapNode parameters
                    && parameters.get("inputs") instanceof MapNode inputs) {
                sense(check, inputs);
            }
        }
    }

    private static void sense(Check check, MapNode inputs) {
        SchemaSense sense = new SchemaSense(check.problems());
        for (MapNode.Entry entry : inputs.entries().values()) {
            if (!check.problems().hasErrorBelow(entry.value().path())) {
                sense.check(entry.value());
            }
        }
    }

    private static void input(Check check, String name, MapNode node) {
        Map<String, @Nullable Object> schema = NodeValues.map(node);
        List<JsonSchemas.Mismatch> wrong = JsonSchemas.checkSchema(schema);
        for (JsonSchemas.Mismatch mismatch : wrong) {
            if (isListOfTypes(mismatch, wrong)) {
                continue;
            }
            check.problems()
                    .error(
                            ProblemCode.INPUT_SCHEMA,
                            NodePaths.nearest(node, mismatch.pointer()),
                            "Expected a JSON Schema for the input " + name + ", but "
                                    + mismatch.pointer().replaceFirst("^/", "").replace('/', '.')
                                    + (mismatch.pointer().isEmpty() ? "" : ": ")
                                    + mismatch.message(),
                            SchemaCures.of(mismatch.pointer()));
        }
        if (wrong.isEmpty() && schema.containsKey("default")) {
            for (JsonSchemas.Mismatch mismatch : JsonSchemas.check(schema, schema.get("default"))) {
                check.problems()
                        .error(
                                ProblemCode.INPUT_DEFAULT,
                                NodePaths.nearest(node, "/default" + mismatch.pointer()),
                                "Expected a default that matches the input " + name + ", but: " + mismatch.message(),
                                ProblemCode.INPUT_DEFAULT.cure());
            }
        }
    }

    // A list of types that holds a wrong one is said to be no type, either; only the one is.
    private static boolean isListOfTypes(JsonSchemas.Mismatch mismatch, List<JsonSchemas.Mismatch> all) {
        return mismatch.pointer().endsWith("/type")
                && all.stream().anyMatch(other -> other.pointer().startsWith(mismatch.pointer() + "/"));
    }
}
