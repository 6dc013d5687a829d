package dev.weft.definitions.expression.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.expression.Flaw;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** Every case of {@code expression/checks.yaml}. A new case needs no Java. */
class GoldenChecksTest {
    private static final Map<String, Type> EXPECTED =
            Map.of("boolean", Type.Simple.BOOLEAN, "integer", Type.Simple.INTEGER, "string", Type.Simple.STRING);

    @TestFactory
    Stream<DynamicTest> shouldFindTheFlawsThatTheGoldenTableSays() throws IOException {
        Map<String, Object> document;
        try (InputStream in =
                Objects.requireNonNull(GoldenChecksTest.class.getResourceAsStream("/expression/checks.yaml"))) {
            document = new Yaml().load(in);
        }
        Names names = names(map(document.remove("visible")));
        return document.entrySet().stream()
                .flatMap(group ->
                        ((List<?>) group.getValue()).stream().map(raw -> one(group.getKey(), map(raw), names)));
    }

    private static DynamicTest one(String group, Map<String, @Nullable Object> one, Names names) {
        String text = String.valueOf(one.get("it"));
        return DynamicTest.dynamicTest(group + ": " + text, () -> {
            Type expected = EXPECTED.getOrDefault(String.valueOf(one.get("expected")), Type.Simple.ANY);
            Checked checked = ExpressionChecker.check(text, names, Expected.of(expected));
            List<Map<String, Object>> found = new ArrayList<>();
            checked.flaws().forEach(flaw -> found.add(written(flaw)));
            List<Object> flaws = new ArrayList<>();
            if (one.get("flaws") instanceof List<?> several) {
                flaws.addAll(several);
            } else if (one.containsKey("at")) {
                Map<String, @Nullable Object> flaw = new LinkedHashMap<>(one);
                flaw.keySet().removeAll(List.of("it", "expected", "type"));
                flaws.add(flaw);
            }
            assertThat(found).isEqualTo(flaws);
            if (one.containsKey("type")) {
                assertThat(checked.type().toString()).isEqualTo(one.get("type"));
            }
        });
    }

    private static Map<String, Object> written(Flaw flaw) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("at", flaw.offset() + "+" + flaw.length());
        written.put("kind", flaw.kind().name());
        written.put("says", flaw.message());
        if (!flaw.hint().isEmpty()) {
            written.put("hint", flaw.hint());
        }
        return written;
    }

    private static Names names(Map<String, @Nullable Object> names) {
        Map<String, Type> outputs = new LinkedHashMap<>();
        map(names.get("upstream"))
                .forEach((id, schema) -> outputs.put(
                        id, ScopeTypes.task(SchemaTypes.of(schema), ScopeTypes.CODES, ScopeTypes.TASK_END)));
        List<String> others = ((List<?>) Objects.requireNonNull(names.get("others")))
                .stream().map(String::valueOf).toList();
        Map<String, Absent> absent = new LinkedHashMap<>();
        String self = String.valueOf(names.get("self"));
        others.forEach(id -> absent.put(id, ScopeTypes.notUpstream(id, self, false, Upstream.ADDABLE, "needs")));
        return Names.NONE
                .with("inputs", ScopeTypes.inputs(map(names.get("inputs"))))
                .with("tasks", ScopeTypes.tasks(outputs, absent))
                .with("run", ScopeTypes.run())
                .with("now", Type.Simple.TIMESTAMP)
                .without("secrets", ScopeTypes.secrets());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
    }
}
