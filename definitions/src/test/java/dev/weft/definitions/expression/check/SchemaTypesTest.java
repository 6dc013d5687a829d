package dev.weft.definitions.expression.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** Every case of {@code expression/schemas.yaml}. A new case needs no Java. */
final class SchemaTypesTest {
    @TestFactory
    Stream<DynamicTest> shouldFindTheTypesThatTheGoldenTableSays() throws IOException {
        Map<String, List<Map<String, Object>>> document;
        try (InputStream in =
                Objects.requireNonNull(SchemaTypesTest.class.getResourceAsStream("/expression/schemas.yaml"))) {
            document = new Yaml().load(in);
        }
        return document.entrySet().stream()
                .flatMap(group -> group.getValue().stream()
                        .map(one -> DynamicTest.dynamicTest(
                                group.getKey() + ": " + one.get("schema"),
                                () -> assertThat(SchemaTypes.of(one.get("schema")))
                                        .hasToString(String.valueOf(one.get("type"))))));
    }

    @Test
    void shouldEndSoonWhereReferencesDescribeAHugeValue() {
        // given
        Map<String, Object> definitions = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            Map<String, Object> next = Map.of("$ref", "#/$defs/d" + (i + 1));
            definitions.put("d" + i, Map.of("type", "object", "properties", Map.of("a", next, "b", next)));
        }
        Map<String, Object> schema = Map.of("$ref", "#/$defs/d0", "$defs", definitions);

        // when
        Type type = SchemaTypes.of(schema);

        // then
        assertThat(type).isInstanceOf(Type.Fields.class);
        assertThat(type.toString()).hasSizeLessThan(1_000_000);
    }
}
