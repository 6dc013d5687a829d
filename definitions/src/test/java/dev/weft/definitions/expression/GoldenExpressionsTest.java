package dev.weft.definitions.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Every case of {@code expression/expressions.yaml}. A new case needs no Java. */
class GoldenExpressionsTest {
    @TestFactory
    Stream<DynamicTest> shouldEvaluateAsTheGoldenTableSays() throws IOException {
        Map<String, Object> document;
        try (InputStream in = Objects.requireNonNull(
                GoldenExpressionsTest.class.getResourceAsStream("/expression/expressions.yaml"))) {
            document = new Yaml(new WithTimes()).load(in);
        }
        Map<String, @Nullable Object> scope = map(document.remove("scope"));
        return document.entrySet().stream().flatMap(group -> cases(group.getKey(), group.getValue(), scope));
    }

    private static Stream<DynamicTest> cases(String group, Object cases, Map<String, @Nullable Object> common) {
        return ((List<?>) cases).stream().map(raw -> {
            Map<String, @Nullable Object> one = map(raw);
            Expression expression = new Expression(String.valueOf(one.get("it")));
            Map<String, @Nullable Object> scope = new LinkedHashMap<>(common);
            if (one.containsKey("scope")) {
                scope.putAll(map(one.get("scope")));
            }
            return DynamicTest.dynamicTest(group + ": " + expression, () -> {
                if (one.containsKey("fails")) {
                    assertThatThrownBy(() -> expression.evaluate(scope::get))
                            .isInstanceOf(EvaluationException.class)
                            .hasMessageContaining(String.valueOf(one.get("fails")));
                } else {
                    assertThat(Values.toJson(expression.evaluate(scope::get)))
                            .isEqualTo(Values.normalise(one.get("gives")));
                }
            });
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
    }

    /** Plain YAML, and {@code !time} for instants. */
    private static final class WithTimes extends SafeConstructor {
        WithTimes() {
            super(new LoaderOptions());
            yamlConstructors.put(new Tag("!time"), new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return Instant.parse(((ScalarNode) node).getValue());
                }
            });
        }
    }
}
