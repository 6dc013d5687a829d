package dev.weft.definitions.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionSpec;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Later;
import dev.weft.definitions.action.Output;
import dev.weft.definitions.action.Trait;
import dev.weft.definitions.action.WrittenParameters;
import dev.weft.definitions.action.builtin.ApprovalGate;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.action.builtin.Fail;
import dev.weft.definitions.action.builtin.Wait;
import dev.weft.definitions.input.JsonSchemas;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ActionSchemaTest {
    static Stream<ActionSpec<?>> specs() {
        return BuiltInActions.SPECS.stream();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldDescribeEachActionWithExamplesThatFit(ActionSpec<?> spec) {
        // when
        Map<String, Object> schema = ActionSchema.of(spec);

        // then
        assertThat(JsonSchemas.checkSchema(schema)).isEmpty();
        assertThat(schema).containsEntry("title", spec.name());
        assertThat(String.valueOf(schema.get("description")).endsWith(ShapeSchema.LATER))
                .isEqualTo(spec.later());
        examples(schema);
    }

    private static void examples(Object schema) {
        if (schema instanceof Map<?, ?> map) {
            Map<String, Object> part = new LinkedHashMap<>();
            map.forEach((name, value) -> part.put(String.valueOf(name), value));
            if (part.get("examples") instanceof List<?> examples) {
                examples.forEach(example -> assertThat(JsonSchemas.check(part, example))
                        .as("%s", example)
                        .isEmpty());
            }
            part.values().forEach(ActionSchemaTest::examples);
        } else if (schema instanceof List<?> list) {
            list.forEach(ActionSchemaTest::examples);
        }
    }

    /** Parameters that aren't all carried out. */
    record Song(
            @Doc("Which one.") String name,
            @Later @Doc("How loud.") @Nullable Long volume) {}

    @Test
    void shouldSayWhichParametersAreNotCarriedOut() {
        assertThat(ActionSchema.of(new ActionSpec<>("sing", "Sings.", Song.class, Trait.WORK))
                        .toString())
                .contains("How loud. " + ShapeSchema.LATER)
                .doesNotContain("Which one. " + ShapeSchema.LATER);
        assertThat(ActionSchema.of(Fail.SPEC).toString()).doesNotContain(ShapeSchema.LATER);
    }

    @Test
    void shouldDescribeOutputs() {
        Map<String, Object> woken = Map.of("until", "2026-03-01T12:00:00Z", "woke_at", "2026-03-01T12:00:01Z");

        assertThat(JsonSchemas.check(OutputSchema.of(Wait.SPEC.output()), woken))
                .isEmpty();
        assertThat(JsonSchemas.check(OutputSchema.of(Wait.SPEC.output()), Map.of("until", "soon")))
                .isNotEmpty();
    }

    @Test
    void shouldKeepReferencesOfWhatIsFilledInWithinIt() {
        // given
        Map<String, Object> amount =
                Map.of("$ref", "#/$defs/money", "$defs", Map.of("money", Map.of("type", "integer")));
        Map<String, Object> parameters = Map.of("approvers", List.of("anyone"), "inputs", Map.of("amount", amount));

        // when
        Map<String, Object> schema = OutputSchema.of(ApprovalGate.SPEC.output(), WrittenParameters.of(parameters));

        // then
        assertThat(JsonSchemas.checkSchema(schema)).isEmpty();
        assertThat(JsonSchemas.check(schema, decided(Map.of("amount", 3)))).isEmpty();
        assertThat(JsonSchemas.check(schema, decided(Map.of("amount", "three"))))
                .isNotEmpty();
    }

    private static Map<String, Object> decided(Map<String, Object> inputs) {
        return Map.of(
                "decision",
                "approved",
                "level",
                1,
                "decided_by",
                "kim",
                "comment",
                "Fine.",
                "decisions",
                List.of(),
                "inputs",
                inputs);
    }

    @Test
    void shouldLeaveOpenWhatAnActionDoesNotSay() {
        ActionSpec<Wait> foreign = new ActionSpec<>("foreign", "From outside.", Wait.class, Trait.WORK);

        assertThat(foreign.output()).isEqualTo(Output.Elsewhere.UNKNOWN);
        assertThat(OutputSchema.of(foreign.output())).isEmpty();
        assertThat(foreign.later()).isFalse();
    }
}
