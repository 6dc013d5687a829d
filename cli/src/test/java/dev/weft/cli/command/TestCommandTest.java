package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.cli.CliException;
import dev.weft.definitions.template.Templates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What {@code weft test} says of files of tests, with the real command, against golden files. */
@ResourceLock("virtual time")
class TestCommandTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "testing");

    @TempDir
    private Path folder;

    /** What came of a command. */
    private record Result(int exit, String out) {}

    private static Result run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int exit = new CommandLine(new TestCommand(new PrintStream(bytes, true, StandardCharsets.UTF_8)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, line, parsed) ->
                        exception instanceof CliException known ? known.exit() : rethrow(exception))
                .execute(arguments);
        return new Result(exit, bytes.toString(StandardCharsets.UTF_8));
    }

    private static int rethrow(Exception exception) {
        throw new IllegalStateException(exception);
    }

    /** Without what is another each time. */
    private static String stable(String out) {
        return out.replaceAll("\\([0-9]+ ms(, (?:[0-9]+d)?(?:[0-9]+h)?)?[^)]*\\)", "(…$1)")
                .replaceAll("in [0-9.]+ s\n", "in … s\n")
                .replaceAll("found one of ((?:[0-9]+d)?(?:[0-9]+h)?)[^ \n]*", "found one of $1…")
                .replace(FOLDER.toAbsolutePath().toString(), "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"article", "unmet", "broken", "elsewhere", "nothing", "world", "template"})
    void shouldSayWhatCameOfAFile(String name) throws IOException {
        Result result = run(FOLDER.resolve(name + ".test.yaml").toString());

        String found = stable(result.out()) + "exit " + result.exit() + "\n";
        Path golden = FOLDER.resolve(name + ".expected");
        if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(golden, found);
        }
        assertThat(found).isEqualTo(Files.readString(golden));
    }

    @Test
    void shouldPassAllTestsOfTheCatalogueInWhichEachDefinitionAndTemplateHasSome() throws IOException {
        Path catalog = Path.of("..", "definitions", "catalog");
        List<String> definitions = new ArrayList<>();
        try (Stream<Path> files = Files.list(catalog)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .forEach(definitions::add);
        }

        Templates.all().forEach(template -> definitions.add(template.defaultId()));

        Result result = run(catalog.toString(), "--output", "json");

        JsonNode said = new ObjectMapper().readTree(result.out());
        assertThat(result.exit()).as(result.out()).isZero();
        List<String> covered = new ArrayList<>();
        said.path("coverage").forEach(one -> covered.add(one.path("workflow").asText()));
        assertThat(covered).containsExactlyInAnyOrderElementsOf(definitions);
        said.path("coverage")
                .forEach(one -> assertThat(one.path("taken").asInt())
                        .as(one.toString())
                        .isEqualTo(one.path("branches").asInt()));
    }

    @Test
    void shouldSayThatADefinitionIsNoFileOfTests() {
        Result result = run(FOLDER.resolve("article.yaml").toString());

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out())
                .contains("Expected a file of tests, but found a definition")
                .contains("weft simulate");
    }

    @Test
    void shouldWriteWhatBuildServersRead() throws IOException {
        Path xml = folder.resolve("new").resolve("weft.xml");

        Result result = run(
                FOLDER.resolve("unmet.test.yaml").toString(),
                FOLDER.resolve("nothing.test.yaml").toString(),
                "--only",
                "too short",
                "--junit",
                xml.toString());

        assertThat(result.exit()).isEqualTo(2);
        assertThat(Files.readString(xml))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .contains("name=\"" + FOLDER.resolve("unmet.test.yaml") + "\" tests=\"1\" failures=\"1\" errors=\"0\"")
                .contains("name=\"too short\"")
                .contains("<failure message=\"Expected a run of at least 40d, but found one of ")
                .contains("<error message=\"Expected &quot;tests&quot;: a list of cases, but found none\"")
                .endsWith("</testsuites>\n");
    }

    @Test
    void shouldSayThatThereAreNone() {
        assertThat(run(folder.toString()).exit()).isEqualTo(3);
        assertThat(run(folder.resolve("none.test.yaml").toString()).exit()).isEqualTo(3);
        assertThat(run(FOLDER.resolve("article.test.yaml").toString(), "--only", "no such name")
                        .exit())
                .isEqualTo(3);
    }
}
