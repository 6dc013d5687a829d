package dev.weft.definitions.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.input.JsonSchemas;
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
        assertThat(JsonSchemas.check(SCHEMA, value(file))).isEmpty();
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
        assertThat(JsonSchemas.check(SCHEMA, value(CORPUS.resolve("invalid").resolve(file))))
                .isNotEmpty();
    }

    private static Object value(Path file) throws IOException {
        ProblemCollector problems = new ProblemCollector(new SourceText(file.toString(), Files.readString(file)));
        Node node = Objects.requireNonNull(NodeReader.read(problems));
        return Objects.requireNonNull(NodeValues.value(node));
    }
}
