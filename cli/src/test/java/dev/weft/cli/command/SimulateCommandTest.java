package dev.weft.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.cli.CliException;
import dev.weft.definitions.template.DefinitionTemplate;
import dev.weft.definitions.template.Making;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What {@code weft simulate} shows, with the real command. */
@ResourceLock("virtual time")
class SimulateCommandTest {
    private static final Path CATALOG = Path.of("..", "definitions", "catalog");
    private static final Path FOLDER = Path.of("src", "test", "resources", "simulating");

    @TempDir
    private Path folder;

    /** What came of a command. */
    private record Result(int exit, String out, String error) {}

    private static Result run(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> errors = new ArrayList<>();
        int exit = new CommandLine(new SimulateCommand(new PrintStream(bytes, true, StandardCharsets.UTF_8)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, line, parsed) -> {
                    if (exception instanceof CliException known) {
                        errors.add(known.getMessage());
                        return known.exit();
                    }
                    throw exception;
                })
                .execute(arguments);
        return new Result(exit, bytes.toString(StandardCharsets.UTF_8), String.join("\n", errors));
    }

    private static JsonNode json(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        Result result = run(all.toArray(String[]::new));
        assertThat(result.error()).isEmpty();
        return new ObjectMapper().readTree(result.out());
    }

    private static List<String> rows(JsonNode simulated) {
        List<String> rows = new ArrayList<>();
        simulated
                .path("timeline")
                .forEach(row -> rows.add(row.path("at").asText() + " "
                        + row.path("task").asText() + " " + row.path("what").asText()));
        return rows;
    }

    static Stream<Arguments> definitions() throws IOException {
        List<Arguments> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(CATALOG)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                all.add(Arguments.of(file.getFileName().toString(), Files.readString(file)));
            }
        }
        for (DefinitionTemplate template : Templates.all()) {
            if (template.make(template.defaultId(), template.example()) instanceof Making.Made made) {
                all.add(Arguments.of(template.defaultId() + ".yaml", made.text()));
            }
        }
        assertThat(all).hasSizeGreaterThanOrEqualTo(16);
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("definitions")
    void shouldSimulateEachDefinitionToItsEndWithNothingButItsFile(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);

        Result result = run(file.toString());

        assertThat(result.exit()).as(result.out() + result.error()).isZero();
        assertThat(result.out()).contains("COMPLETED after ").contains("Made up, as nobody said");
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of("alone", List.of()),
                Arguments.of(
                        "slow",
                        List.of(
                                "--takes",
                                "pay=1d",
                                "--takes",
                                "each.book=90s",
                                "--takes",
                                "tell=2h",
                                "--until",
                                "9d")),
                Arguments.of(
                        "undone",
                        List.of(
                                "--input",
                                "order=AB-9",
                                "--event",
                                "payment.received={order: AB-9, amount: 500}",
                                "--fail",
                                "each.book=busy*2",
                                "--fail",
                                "poll=http_500",
                                "--fail",
                                "poll.fallback=dead!")),
                Arguments.of("unpaid", List.of("--event", "payment.received=none")),
                Arguments.of("undecided", List.of("--decide", "tell=approve", "--decide", "tell=none")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("orders")
    void shouldShowWhatADefinitionWouldDo(String name, List<String> options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(FOLDER.resolve("order.yaml").toString()));
        arguments.addAll(options);

        Result result = run(arguments.toArray(String[]::new));

        String found = result.out() + result.error() + "exit " + result.exit() + "\n";
        Path golden = FOLDER.resolve(name + ".expected");
        if (Boolean.getBoolean("corpus.update")) {
            Files.writeString(golden, found);
        }
        assertThat(found).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tested")
    void shouldMakeAFileOfTestsOfASimulationThatPasses(String name, List<String> options) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        boolean ours = Files.exists(FOLDER.resolve(name + ".yaml"));
        Files.copy((ours ? FOLDER : CATALOG).resolve(name + ".yaml"), file);
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--as-test"));
        arguments.addAll(options);
        Result result = run(arguments.toArray(String[]::new));
        assertThat(result.exit()).as(result.error()).isZero();
        Path tests = Files.writeString(folder.resolve(name + ".test.yaml"), result.out());

        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = new CommandLine(new TestCommand(new PrintStream(said, true, StandardCharsets.UTF_8)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(tests.toString());

        assertThat(exit)
                .as(result.out() + said.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    static Stream<Arguments> tested() {
        return Stream.of(
                Arguments.of("csv-quality", List.of("--answer", "aggregate={count: 2, kinds: {}, findings: [a]}")),
                Arguments.of(
                        "release-checklist", List.of("--fail", "licence=http_503*2", "--decide", "sign_off=reject")),
                Arguments.of("http-health-sweep", List.of("--fail", "probe_1=away!")));
    }

    @Test
    void shouldTellProgramsWhatItTellsPeople() throws IOException {
        JsonNode simulated = json(FOLDER.resolve("order.yaml").toString(), "--fail", "lines=away*1");

        assertThat(simulated.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(rows(simulated))
                .contains(
                        "0.0 lines fails with away: It was made to fail; attempt 2 of 3 in 5s",
                        "5.0 lines done, attempt 2");
        assertThat(simulated.path("made_up").path("inputs").path("order").asText())
                .isEqualTo("AB-123");
        assertThat(simulated.path("never_ran").has("poll.fallback")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldSayWhatIsWrongWithAnOption(List<String> options, String message) {
        List<String> arguments =
                new ArrayList<>(List.of(FOLDER.resolve("order.yaml").toString()));
        arguments.addAll(options);

        Result result = run(arguments.toArray(String[]::new));

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.error()).contains(message);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(List.of("--fail", "lnes"), "but found lnes. Did you mean \"lines\"?"),
                Arguments.of(List.of("--fail", "tell"), "but tell is of action approval_gate"),
                Arguments.of(List.of("--fail", "each"), "but each is a block"),
                Arguments.of(List.of("--takes", "lines=soon"), "Expected a duration such as 90s"),
                Arguments.of(List.of("--takes", "ship=3d"), "but ship is of action workflow_trigger"),
                Arguments.of(List.of("--decide", "tell=aprove"), "Did you mean \"approve\"?"),
                Arguments.of(List.of("--decide", "lines=approve"), "Expected an approval gate"),
                Arguments.of(List.of("--decide", "tell"), "Expected one of approve, reject, request_changes or none"),
                Arguments.of(List.of("--answer", "lines"), "Expected --answer PATH=JSON, but found lines."),
                Arguments.of(List.of("--answer", "lines={a"), "--answer lines:1:"),
                Arguments.of(List.of("--answer", "lines=@none.json"), "can't be read"),
                Arguments.of(List.of("--input", "ordr=AB-1"), "Did you mean \"order\"?"),
                Arguments.of(List.of("--input", "order=x"), "inputs.order: "),
                Arguments.of(List.of("--until", "soon"), "Expected a duration such as 90s, 2h or 30d in --until"),
                Arguments.of(List.of("--at", "soon"), "Expected a time such as"),
                Arguments.of(List.of("--id", "ordr"), "Did you mean \"order\"?"));
    }

    @Test
    void shouldShowProblemsOfTheDefinitionAtTheirPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yaml"), """
                version: "3.0.0"
                id: broken
                tasks:
                  one: {action: transform, parameters: {value: "${{ inputs.nothing }}"}}
                """);

        Result result = run(file.toString(), "--output", "json");

        assertThat(result.exit()).isEqualTo(2);
        JsonNode problem =
                new ObjectMapper().readTree(result.out()).path("problems").path(0);
        assertThat(problem.path("line").asInt()).isEqualTo(4);
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertThat(run(folder.resolve("none.yaml").toString()).exit()).isEqualTo(3);
    }
}
