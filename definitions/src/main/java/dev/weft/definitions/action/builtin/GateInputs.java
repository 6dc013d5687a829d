package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfit;
import dev.weft.definitions.input.JsonSchemas;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the people who decide fill in: each a JSON Schema, like an input of a definition. */
final class GateInputs {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,62}");

    private GateInputs() {}

    static void check(@Nullable Map<String, Map<String, @Nullable Object>> inputs) {
        if (inputs == null) {
            return;
        }
        if (inputs.isEmpty()) {
            throw new Misfit("/inputs", "Expected at least one field in \"inputs\", but found none", "Leave it out.");
        }
        inputs.forEach(GateInputs::field);
    }

    private static void field(String name, Map<String, @Nullable Object> schema) {
        if (!NAME.matcher(name).matches()) {
            throw new Misfit(
                    "/inputs",
                    "Expected names of fields in \"inputs\", but found \"" + name + '"',
                    "A name is of letters, digits, _ and -, a letter or _ first, at most 63 characters.");
        }
        String pointer = "/inputs/" + name;
        List<JsonSchemas.Mismatch> wrong = JsonSchemas.checkSchema(schema);
        for (JsonSchemas.Mismatch mismatch : wrong) {
            String path = mismatch.pointer().replaceFirst("^/", "").replace('/', '.');
            throw new Misfit(
                    pointer + mismatch.pointer(),
                    "Expected a JSON Schema for the field " + name + ", but " + path + (path.isEmpty() ? "" : ": ")
                            + mismatch.message(),
                    "See https://json-schema.org for the keywords.");
        }
        if (schema.containsKey("default")) {
            for (JsonSchemas.Mismatch mismatch : JsonSchemas.check(schema, schema.get("default"))) {
                throw new Misfit(
                        pointer + "/default" + mismatch.pointer(),
                        "Expected a default that matches the field " + name + ", but: " + mismatch.message(),
                        "");
            }
        }
    }
}
