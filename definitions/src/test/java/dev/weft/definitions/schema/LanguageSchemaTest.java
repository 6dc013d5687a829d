package dev.weft.definitions.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.action.builtin.BuiltInActions;
import dev.weft.definitions.input.JsonSchemas;
import dev.weft.definitions.migrate.rewrite.Rewritten;
import dev.weft.definitions.parse.DefinitionParser;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.NodeReader;
import dev.weft.definitions.source.NodeValues;
import dev.weft.definitions.source.ProblemCollector;
import dev.weft.definitions.source.ScalarNode;
import dev.weft.definitions.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    /** What no schema can see, and why. A document that is wrong for other reasons, too, is refused. */
    private static final Map<ProblemCode, String> UNSEEN = Map.ofEntries(
            Map.entry(ProblemCode.DUPLICATE_KEY, "a reader of YAML takes one of the two"),
            Map.entry(ProblemCode.SEVERAL_DOCUMENTS, "each is looked at alone"),
            Map.entry(ProblemCode.TAG, "tags are gone once values are made"),
            Map.entry(ProblemCode.NUMBER, "each reader has numbers of its own"),
            Map.entry(ProblemCode.CRON, "which days a month has, and what a name means, is no pattern"),
            Map.entry(ProblemCode.TIMEZONE, "the names of zones are a list of hundreds that changes"),
            Map.entry(ProblemCode.UNKNOWN_TASK, "which tasks there are is said by the document itself"),
            Map.entry(ProblemCode.SELF_NEED, "which tasks there are is said by the document itself"),
            Map.entry(ProblemCode.CYCLE, "the order of tasks is a graph"),
            Map.entry(ProblemCode.EXPRESSION, "CEL has a grammar of its own"),
            Map.entry(ProblemCode.UNKNOWN_NAME, "what an expression sees depends on its place"),
            Map.entry(ProblemCode.NOT_UPSTREAM, "the order of tasks is a graph"),
            Map.entry(ProblemCode.UNCLOSED, "CEL has a grammar of its own"),
            Map.entry(ProblemCode.EXPRESSION_TYPE, "the type of an expression depends on what it reads"),
            Map.entry(ProblemCode.SECRET, "which secrets an expression reads is said by its grammar"),
            Map.entry(ProblemCode.UNKNOWN_FUNCTION, "CEL has a grammar of its own"),
            Map.entry(ProblemCode.UNKNOWN_EXPRESSION_FIELD, "the type of an expression depends on what it reads"),
            Map.entry(ProblemCode.NEVER_EQUAL, "the type of an expression depends on what it reads"),
            Map.entry(ProblemCode.FAILS, "what an expression gives is known by evaluating it"),
            Map.entry(ProblemCode.INPUT_SCHEMA, "all of it is said by the schema of schemas, which must be fetched"),
            Map.entry(ProblemCode.INPUT_DEFAULT, "a default is checked by a schema in the document"),
            Map.entry(ProblemCode.INPUTS, "what another definition takes is said there"),
            Map.entry(ProblemCode.NOTHING_TO_UNDO, "what a block or action changes outside is said by its tasks"));

    /** Documents that are wrong in a way that a schema sees elsewhere, but not there, and why. */
    private static final Map<String, String> ACCEPTED_ALL_THE_SAME = Map.ofEntries(
            Map.entry("corpus/invalid/api-call/max-size-too-large.yaml", "sizes have units"),
            Map.entry("corpus/invalid/command/limit-output.yaml", "sizes have units"),
            Map.entry(
                    "corpus/invalid/api-call/tls-ca-unverified.yaml",
                    "a flag that is false lets the other field be written all the same"),
            Map.entry(
                    "corpus/invalid/command/argv-line.yaml",
                    "a program may have blanks in its name, where arguments follow"),
            Map.entry(
                    "corpus/invalid/file-operation/content-computed.yaml",
                    "the type of an expression depends on what it reads"),
            Map.entry(
                    "corpus/invalid/file-operation/unusable-content.yaml", "what content must be is said by encoding"),
            Map.entry("corpus/invalid/repeat/max.yaml", "how many turns are kept depends on what is in them"),
            Map.entry("corpus/invalid/gates/delegates-of-nobody.yaml", "names are compared with names"),
            Map.entry("corpus/invalid/gates/delegates-to-the-same.yaml", "names are compared with names"),
            Map.entry("corpus/invalid/gates/escalates-to-nobody.yaml", "whether a level follows is said by the list"),
            Map.entry("corpus/invalid/gates/last-level-escalates.yaml", "which level is the last is no property of it"),
            Map.entry("corpus/invalid/gates/remind-later-than-each-level.yaml", "durations are compared"),
            Map.entry("corpus/invalid/gates/remind-too-late.yaml", "durations are compared"),
            Map.entry(
                    "corpus/invalid/gates/stand-in-after-no-timeout.yaml", "one level is compared with the one before"),
            Map.entry("corpus/invalid/gates/stand-in-first.yaml", "one level is compared with the one before"),
            Map.entry("corpus/invalid/gates/stand-in-never-asked.yaml", "one level is compared with the one before"),
            Map.entry("corpus/invalid/placement/local-with-effects.yaml", "what has an effect is said by the action"));

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
                assertThat(refusals(Objects.requireNonNull(
                                NodeReader.read(new ProblemCollector(new SourceText(one.id(), one.text()))))))
                        .as(one.text())
                        .isEmpty();
            }
            if (isOfThisSchema(node)) {
                assertThat(refusals(node)).isEmpty();
            }
            return;
        }

        // when
        List<JsonSchemas.Mismatch> refused = refusals(node);

        // then
        List<String> seen = errors.stream()
                .filter(problem ->
                        UNSEEN.keySet().stream().noneMatch(code -> code.code().equals(problem.code())))
                .map(problem -> problem.code() + " " + problem.message())
                .toList();
        @Nullable String reason = ACCEPTED_ALL_THE_SAME.get(name);
        if (reason != null) {
            assertThat(seen).as("an exception that is needed").isNotEmpty();
            assertThat(refused).as(reason).isEmpty();
        } else if (!seen.isEmpty()) {
            assertThat(refused).as("refused as the parser does for " + seen).isNotEmpty();
        }
    }

    private static List<JsonSchemas.Mismatch> refusals(Node node) {
        return JsonSchemas.check(SCHEMA, NodeValues.value(node));
    }

    private static boolean isOfThisSchema(Node node) {
        return node instanceof MapNode map
                && map.get("version") instanceof ScalarNode version
                && version.text().equals(DefinitionParser.VERSION)
                && map.entries().containsKey("tasks");
    }

    @Test
    void shouldNameOnlyWhatNoSchemaSees() throws IOException {
        Set<ProblemCode> met = EnumSet.noneOf(ProblemCode.class);
        for (Path file : documents()) {
            SourceText source = new SourceText(file.getFileName().toString(), Files.readString(file));
            Node node = NodeReader.read(new ProblemCollector(source));
            if (node != null && refusals(node).isEmpty()) {
                Definitions.read(source, Surroundings.UNKNOWN).problems().stream()
                        .filter(Problem::isError)
                        .map(problem -> ProblemCode.find(problem.code()).orElseThrow())
                        .forEach(met::add);
            }
        }
        assertThat(met).containsAll(UNSEEN.keySet());
    }

    @Test
    void shouldNameOnlyDocumentsThatExist() throws IOException {
        assertThat(documents().stream().map(file -> RESOURCES.relativize(file).toString()))
                .containsAll(ACCEPTED_ALL_THE_SAME.keySet());
    }
}
