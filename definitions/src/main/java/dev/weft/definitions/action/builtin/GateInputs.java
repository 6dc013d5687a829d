package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.input.SchemaCures;
import dev.weft.definitions.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the people who decide fill in: each a JSON Schema, like an input of a definition. */
final class GateInputs {
    /** What the name of one looks like. */
    static final String NAME = "[A-Za-z_][A-Za-z0-9_-]{0,62}";

    private GateInputs() {}

    static void check(Misfits misfits, @Nullable Map<String, Map<String, @Nullable Object>> inputs) {
        if (inputs == null) {
            return;
        }
        if (inputs.isEmpty()) {
            misfits.value("/inputs", "Expected at least one field in \"inputs\", but found none", "Leave inputs out.");
        }
        inputs.forEach((name, schema) -> field(misfits, name, schema));
    }

    private static void field(Misfits misfits, String name, Map<String, @Nullable Object> schema) {
        if (!name.matches(NAME)) {
            misfits.add(
                    ProblemCode.ID,
                    "/inputs",
                    "Expected names of fields in \"inputs\", but found \"" + name + '"',
                    "A name is of letters, digits, _ and -, a letter or _ first, at most 63 characters.");
            return;
        }
        String pointer = "/inputs/" + name;
        List<JsonSchemas.Mismatch> wrong = JsonSchemas.checkSchema(schema);
        for (JsonSchemas.Mismatch mismatch : wrong) {
            String path = mismatch.pointer().replaceFirst("^/", "").replace('/', '.');
            misfits.add(
                    ProblemCode.INPUT_SCHEMA,
                    pointer + mismatch.pointer(),
                    "Expected a JSON Schema for the field " + name + ", but " + path + (path.isEmpty() ? "" : ": ")
                            + mismatch.message(),
                    SchemaCures.of(mismatch.pointer()));
        }
        if (wrong.isEmpty() && schema.containsKey("default")) {
            for (JsonSchemas.Mismatch mismatch : JsonSchemas.check(schema, schema.get("default"))) {
                misfits.add(
                        ProblemCode.INPUT_DEFAULT,
                        pointer + "/default" + mismatch.pointer(),
                        "Expected a default that matches the field " + name + ", but: " + mismatch.message(),
                        ProblemCode.INPUT_DEFAULT.cure());
            }
        }
    }
}
