package dev.weft.definitions.validate;

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
 * Each input is a JSON Schema 2020-12, and its default matches it.
 *
 * <pre>drafts: {type: integer, default: three}   ✗ expected integer, but found string "three"</pre>
 */
final class InputSchemas implements Rule {
    @Override
    public void check(Check check) {
        if (!(check.draft().root().get("inputs") instanceof MapNode inputs)) {
            return;
        }
        for (MapNode.Entry entry : inputs.entries().values()) {
            if (entry.value() instanceof MapNode schema) {
                input(check, entry.key().text(), schema);
            }
        }
    }

    private static void input(Check check, String name, MapNode node) {
        Map<String, @Nullable Object> schema = NodeValues.map(node);
        List<JsonSchemas.Mismatch> wrong = JsonSchemas.checkSchema(schema);
        for (JsonSchemas.Mismatch mismatch : wrong) {
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
}
