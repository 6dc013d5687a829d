package dev.weft.definitions.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.input.JsonSchemas.Mismatch;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSchemasTest {
    private static final Map<String, Object> SELF = Map.of("$ref", "#");
    private static final String TOO_LONG = "the schema takes too long to check it";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "properties",
                "patternProperties",
            })
    @Timeout(60)
    void shouldRefuseAValueForWhichAlternativesMultiplyAtEachLevel(String keyword) {
        Map<String, Object> schema = Map.of(keyword, Map.of("a", Map.of("anyOf", List.of(SELF, SELF))));

        assertThat(JsonSchemas.check(schema, nested(40)))
                .singleElement()
                .extracting(Mismatch::message)
                .asString()
                .startsWith(TOO_LONG);
        assertThat(JsonSchemas.check(schema, nested(10))).isEmpty();
    }

    @Test
    @Timeout(60)
    void shouldRefuseItInListsToo() {
        Map<String, Object> twice = Map.of("allOf", List.of(SELF, SELF));
        Object value = 1;
        for (int i = 0; i < 40; i++) {
            value = List.of(value);
        }

        for (Map<String, Object> schema : List.of(
                Map.<String, Object>of("items", twice),
                Map.<String, Object>of("contains", twice),
                Map.<String, Object>of("prefixItems", List.of(twice)))) {
            assertThat(JsonSchemas.check(schema, value))
                    .as(schema.toString())
                    .singleElement()
                    .extracting(Mismatch::message)
                    .asString()
                    .startsWith(TOO_LONG);
        }
    }

    @Test
    void shouldCheckDeepValuesWhereASchemaRefersToItselfOnce() {
        Map<String, Object> schema =
                Map.of("type", List.of("object", "integer"), "additionalProperties", Map.of("$ref", "#"));

        assertThat(JsonSchemas.check(schema, nested(60))).isEmpty();
        assertThat(JsonSchemas.check(schema, Map.of("a", Map.of("a", "text"))))
                .extracting(Mismatch::pointer)
                .containsExactly("/a/a");
    }

    @Test
    void shouldCheckWideValuesWithoutReferences() {
        Map<String, Object> item = Map.of("anyOf", List.of(Map.of("type", "integer"), Map.of("type", "string")));
        List<Integer> value = IntStream.range(0, 20_000).boxed().toList();

        assertThat(JsonSchemas.check(Map.of("items", item), value)).isEmpty();
    }

    private static Object nested(int levels) {
        Object value = 1;
        for (int i = 0; i < levels; i++) {
            value = Map.of("a", value);
        }
        return value;
    }
}
