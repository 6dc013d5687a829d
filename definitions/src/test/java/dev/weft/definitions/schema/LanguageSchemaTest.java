package dev.weft.definitions.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.migrate.rewrite.Rewritten;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schema and the parser agree, as far as a schema can: it refuses nothing that the parser accepts, and whatever is
 * wrong in form it refuses, but for a few cases that are named here with the reason.
 */
final class LanguageSchemaTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Map<String, Object> SCHEMA = LanguageSchema.of(BuiltInActions.registry());

    /** What is wrong in form alone: no field, one too many, another kind of value, another word. */
    private static final Set<String> FORM = Stream.of(
                    ProblemCode.EMPTY,
                    ProblemCode.TYPE,
                    ProblemCode.UNKNOWN_FIELD,
                    ProblemCode.MISSING_FIELD,
                    ProblemCode.VALUE,
                    ProblemCode.UNKNOWN_PARAMETER,
                    ProblemCode.MISSING_PARAMETER,
                    ProblemCode.PARAMETER_TYPE)
            .map(ProblemCode::code)
            .collect(Collectors.toSet());

    private static final Map<String, String> ACCEPTED_ALL_THE_SAME = Map.ofEntries(
            Map.entry("corpus/invalid/for-each/as-no-name.yaml", "which names are taken is said by the place"),
            Map.entry("corpus/invalid/for-each/as-taken.yaml", "which names are taken is said by the place"));

    @Test
    void shouldBeAJsonSchema() {
        assertThat(JsonSchemas.checkSchema(SCHEMA)).isEmpty();
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> files =
                Stream.concat(Files.walk(RESOURCES.resolve("corpus")), Files.walk(RESOURCES.resolve("graph")))) {
            return files.filter(file -> file.toString().endsWith(".yaml")
                            || file.toString().endsWith(".json")
                                    && file.startsWith(RESOURCES.resolve("corpus"))
                                    && !file.endsWith("surroundings.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void shouldAgreeWithTheParser(Path file) throws IOException {
        // given
        SourceText source = new SourceText(file.getFileName().toString(), Files.readString(file));
        Node node = NodeReader.read(new ProblemCollector(source));
        if (node == null) {
            return;
        }
        List<Problem> errors = Definitions.read(source, Surroundings.UNKNOWN).problems().stream()
                .filter(Problem::isError)
                .toList();
        String name = RESOURCES.relativize(file).toString();

        // A document of another dialect or version is one of this schema once it is written anew.
        if (errors.isEmpty()) {
            for (Rewritten one :
                    Definitions.rewrite(source, Surroundings.UNKNOWN).documents()) {
                Node written = NodeReader.read(new ProblemCollector(new SourceText(one.id(), one.text())));
                assertThat(JsonSchemas.check(SCHEMA, NodeValues.value(Objects.requireNonNull(written))))
                        .as(one.text())
                        .isEmpty();
            }
            return;
        }

        // when
        List<JsonSchemas.Mismatch> refused = JsonSchemas.check(SCHEMA, NodeValues.value(node));

        // then
        Set<String> form = errors.stream()
                .map(Problem::code)
                .filter(FORM::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        @Nullable String reason = ACCEPTED_ALL_THE_SAME.get(name);
        if (reason != null) {
            assertThat(form).as("an exception that is needed").isNotEmpty();
            assertThat(refused).as(reason).isEmpty();
        } else if (!form.isEmpty()) {
            assertThat(refused).as("refused as the parser does for " + form).isNotEmpty();
        }
    }

    @Test
    void shouldNameOnlyDocumentsThatExist() throws IOException {
        assertThat(documents().stream().map(file -> RESOURCES.relativize(file).toString()))
                .containsAll(ACCEPTED_ALL_THE_SAME.keySet());
    }
}
