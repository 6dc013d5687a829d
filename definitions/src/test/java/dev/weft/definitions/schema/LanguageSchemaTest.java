package dev.weft.definitions.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.migrate.rewrite.Rewritten;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageSchemaTest {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");
    private static final Map<String, Object> SCHEMA = LanguageSchema.of(BuiltInActions.registry());

    @Test
    void shouldBeAJsonSchema() {
        assertThat(JsonSchemas.checkSchema(SCHEMA)).isEmpty();
    }

    static Stream<Path> valid() throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS.resolve("valid"))) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(yaml|json)"))
                    .filter(file -> !file.endsWith("surroundings.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("valid")
    void shouldAcceptWhatTheParserAccepts(Path file) throws IOException {
        SourceText source = new SourceText(file.toString(), Files.readString(file));
        for (Rewritten one : Definitions.rewrite(source, Surroundings.UNKNOWN).documents()) {
            assertThat(JsonSchemas.check(SCHEMA, value(one.text())))
                    .as(one.text())
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "structure/unknown-fields.yaml",
                "structure/everything-missing.yaml",
                "policy/wrong-values.yaml",
                "join/unknown.yaml",
                "actions/unknown.yaml",
                "parameters/missing.yaml",
                "parameters/unknown.yaml",
                "parameters/words.yaml",
                "parameters/nested.yaml",
                "not-supported/task-fields.yaml"
            })
    void shouldRefuseWrongForms(String file) throws IOException {
        assertThat(JsonSchemas.check(
                        SCHEMA, value(Files.readString(CORPUS.resolve("invalid").resolve(file)))))
                .isNotEmpty();
    }

    private static Object value(String text) {
        ProblemCollector problems = new ProblemCollector(new SourceText("x.yaml", text));
        Node node = Objects.requireNonNull(NodeReader.read(problems));
        return Objects.requireNonNull(NodeValues.value(node));
    }
}
