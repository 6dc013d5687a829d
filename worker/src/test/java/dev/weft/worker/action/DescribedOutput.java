package dev.weft.worker.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.schema.OutputSchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What actions really give, held against what their specifications say of it. */
public final class DescribedOutput {
    private DescribedOutput() {}

    /** Checks an output against the schema for its parameters, and against the one for any parameters. */
    public static void check(ActionSpec<?> action, WrittenParameters parameters, @Nullable Object output) {
        Map<String, @Nullable Object> given = OutputSchema.of(action.output(), parameters);
        assertThat(JsonSchemas.check(given, output))
                .as("%s against %s", output, given)
                .isEmpty();
        assertThat(JsonSchemas.check(OutputSchema.of(action.output()), output))
                .as("%s", output)
                .isEmpty();
    }
}
