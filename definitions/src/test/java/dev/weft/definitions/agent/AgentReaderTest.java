package dev.weft.definitions.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.definitions.catalog.ChatEndpoint;
import dev.weft.definitions.problem.Problem;
import dev.weft.definitions.size.Extent;
import dev.weft.definitions.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentReaderTest {
    @TempDir
    Path folder = Path.of("");

    private static AgentReading read(String text, @Nullable Path folder) {
        return AgentReader.read(new SourceText("agent.yaml", text), folder);
    }

    private static Agent agent(String text, @Nullable Path folder) {
        AgentReading reading = read(text, folder);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.agent()).isNotNull();
        return Objects.requireNonNull(reading.agent());
    }

    private static List<String> problems(String text) {
        return read(text, null).problems().stream()
                .map(problem ->
                        problem.line() + ":" + problem.column() + " " + problem.code() + " " + problem.message())
                .toList();
    }

    @Test
    void shouldReadHowHealthIsChecked() {
        assertThat(agent("{name: a, kind: java, health: {}}", null).health())
                .isEqualTo(new HealthCheck(30_000, 5_000, 2, null, null));
        assertThat(agent("""
                name: a
                kind: http
                url: https://agents.example.com/run
                health: {path: /healthz, every: 10s, timeout: 500ms, failures: 3}
                """, null).health()).isEqualTo(new HealthCheck(10_000, 500, 3, "/healthz", null));
        assertThat(agent("{name: a, kind: command, argv: [a], health: {argument: ping}}", null)
                        .health())
                .isEqualTo(new HealthCheck(30_000, 5_000, 2, null, "ping"));
        assertThat(agent("{name: a, kind: java}", null).health()).isNull();
    }

    @Test
    void shouldRefuseChecksThatCannotBeMade() {
        assertThat(read(
                                "{name: a, kind: java, health: {path: /x, argument: b, every: 0s, timeout: 1h, failures: 0}}",
                                null)
                        .problems())
                .extracting(problem -> problem.path() + " " + problem.message())
                .contains(
                        "/health/path Expected a field of the checks of kind java, but found \"path\", which kind http has",
                        "/health/argument Expected a field of the checks of kind java, but found \"argument\", which kind"
                                + " command has",
                        "/health/every Expected a time from 1s to a day, but found 0s",
                        "/health/timeout Expected a time of up to 5m, but found 1h",
                        "/health/failures Expected a whole number from 1 to 100, but found 0");
        // The address of another server, which would be sent this one's secrets.
        assertThat(read("{name: a, kind: http, url: 'https://x.example', health: {path: //other.example/x}}", null)
                        .problems())
                .isNotEmpty();
        assertThat(read("{name: a, kind: http, url: 'https://x.example', health: {path: '/\\\\other.example'}}", null)
                        .problems())
                .isNotEmpty();
        assertThat(read("{name: a, kind: http, url: 'https://x.example', health: {path: healthz}}", null)
                        .problems())
                .extracting(problem -> problem.path() + " " + problem.message())
                .containsExactly("/health/path Expected a path that begins with /, but found \"healthz\"");
    }

    @Test
    void shouldReadAnHttpAgent() {
        Agent agent = agent("""
                name: Out.liner-1
                description: Makes outlines.
                capabilities: [outlining, writing]
                operations: {outline: {type: object, required: [text]}, shorten: }
                kind: http
                url: https://agents.example.com/outline
                headers: {Authorization: "Bearer ${{ secrets.OUTLINER }}"}
                expect: [200, 4xx]
                """, null);

        assertThat(agent.name()).isEqualTo("Out.liner-1");
        assertThat(agent.capabilities()).containsExactly("outlining", "writing");
        assertThat(agent.operations())
                .containsEntry("outline", Map.of("type", "object", "required", List.of("text")))
                .containsEntry("shorten", Map.of());
        assertThat(agent.kind())
                .isEqualTo(new AgentKind.Http(
                        "https://agents.example.com/outline",
                        Map.of("Authorization", "Bearer ${{ secrets.OUTLINER }}"),
                        List.of(200L, "4xx")));
    }

    @Test
    void shouldReadACommandAndFindItsProgramBesideTheFile() {
        Agent agent = agent("""
                name: counter
                operations: [count]
                kind: command
                argv: [python3, ./bin/count.py, --fast]
                env: {TOKEN: "${{ secrets.TOKEN }}"}
                limits: {memory: 512MiB, output: 1000, cpu: 90s, processes: 16}
                """, folder);

        assertThat(agent.kind())
                .isEqualTo(new AgentKind.Command(
                        List.of("python3", folder.resolve("bin/count.py").toString(), "--fast"),
                        Map.of("TOKEN", "${{ secrets.TOKEN }}"),
                        folder.toString(),
                        new AgentKind.CommandLimits(512L << 20, 1000L, null, 90L, 16L)));
    }

    @Test
    void shouldReadChatAndJavaAgents() {
        assertThat(agent("{name: a, kind: java}", null).kind()).isEqualTo(new AgentKind.Java("a"));
        assertThat(agent("""
                                name: a
                                kind: chat
                                url: http://localhost:11434/v1
                                model: m
                                prompt: "Say {{what}}"
                                answer: json
                                options: {temperature: 0.2}
                                """, null).kind())
                .isEqualTo(new AgentKind.Chat(
                        "http://localhost:11434/v1",
                        "m",
                        null,
                        "Say {{what}}",
                        null,
                        AgentKind.ChatAnswer.JSON,
                        Map.of("temperature", 0.2)));
    }

    @Test
    void shouldReadWhatBoundsAnAgent() throws Exception {
        Agent agent = agent("""
                name: bounded
                kind: java
                max_concurrent: 4
                rate_limit: 100/s
                breaker: {failures: 40%, calls: 10, window: 1m, open: 5s, trials: 2, when_open: fail}
                """, null);

        assertThat(agent.rateLimit()).isEqualTo(new RateLimit(100, Duration.ofSeconds(1)));
        assertThat(agent.breaker()).isEqualTo(new Breaker(40, 10, 60_000, 5_000, 2, Breaker.WhenOpen.FAIL));
        assertThat(agent("{name: a, kind: java, breaker: {}}", null).breaker())
                .isEqualTo(new Breaker(50, 20, 300_000, 30_000, 3, Breaker.WhenOpen.WAIT));
        ObjectMapper json = new ObjectMapper();
        String written = json.writeValueAsString(agent);
        assertThat(written).contains("\"rateLimit\":\"100/s\"");
        assertThat(json.readValue(written, Agent.class)).isEqualTo(agent);
    }

    @Test
    void shouldReadRateLimitsInEveryForm() {
        assertThat(RateLimit.parse("30/m")).map(RateLimit::interval).contains(2_000_000L);
        assertThat(RateLimit.parse("5/10s")).map(RateLimit::toString).contains("5/10s");
        assertThat(RateLimit.parse("3/s")).map(RateLimit::interval).contains(333_334L);
        assertThat(RateLimit.parse(" 1 / h ")).map(RateLimit::toString).contains("1/h");
        for (String wrong : List.of("5", "0/s", "5/", "5/fortnight", "5/0s", "-1/s", "1.5/s", "5/2d")) {
            assertThat(RateLimit.parse(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void shouldRefuseBoundsThatAreNone() {
        assertThat(problems("""
                        name: a
                        kind: java
                        rate_limit: fast
                        breaker: {failures: 120%, calls: 0, open: 0s}
                        """))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("3:13 WEFT-1105 Expected calls in a time"),
                        one -> assertThat(one).contains("Expected a share from 1% to 100%, but found \"120%\""),
                        one -> assertThat(one).contains("Expected a whole number from 1 to 100, but found 0"),
                        one -> assertThat(one).contains("Expected a time of up to a day, but found 0s"));
    }

    @Test
    void shouldReadWhatACallTakesUp() {
        assertThat(agent("""
                        name: a
                        kind: http
                        url: https://example.com
                        resources: {cpu: 0.5, memory: 2GiB}
                        """, null).resources()).isEqualTo(new Extent(500, 2L << 30));
        assertThat(agent("""
                        name: a
                        kind: http
                        url: https://example.com
                        resources: {}
                        """, null).resources()).isNull();
        assertThat(problems("""
                        name: a
                        kind: http
                        url: https://example.com
                        resources: {cpu: 0, memory: much}
                        """))
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith(
                                        "4:18 WEFT-1105 Expected a number of cores from 0.001 to 4096, but found 0"),
                        one -> assertThat(one)
                                .startsWith(
                                        "4:29 WEFT-1105 Expected a size such as 512MiB or 2GiB, but found \"much\""));
        assertThat(problems("""
                        name: a
                        kind: temporal
                        task_queue: q
                        resources: {cpu: 1}
                        """))
                .singleElement()
                .asString()
                .startsWith("4:1 WEFT-1901 Expected no resources of an agent of kind temporal");
    }

    @Test
    void shouldReportEverythingAtItsPlace() {
        assertThat(problems("""
                        name: a b
                        kind: http
                        url: ftp://x
                        headrs: {}
                        headers: {A: "${{ inputs.x }}"}
                        expect: [ok]
                        resources: {cpu: 0}
                        """))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("1:7 WEFT-1105 Expected a name of letters"),
                        one -> assertThat(one).startsWith("4:1 WEFT-1103 Expected one of url, headers, expect"),
                        one -> assertThat(one).startsWith("7:18 WEFT-1105 Expected a number of cores"));
        assertThat(problems("""
                        name: a
                        kind: http
                        url: ftp://x
                        headers: {A: "${{ inputs.x }}"}
                        expect: [ok]
                        """))
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("3:6 WEFT-1105 Expected an absolute http or https address"),
                        one -> assertThat(one).startsWith("4:14 WEFT-1110 Expected ${{ secrets.NAME }}"),
                        one -> assertThat(one).startsWith("5:10 WEFT-1105 Expected a status such as 200"));
    }

    @Test
    void shouldReadAnAgentOfAnotherWorker() {
        assertThat(agent("{name: a, kind: temporal, task_queue: q, activity: b, heartbeat: 5s}", null)
                        .kind())
                .isEqualTo(new AgentKind.Temporal("q", "b", 5_000L));
        assertThat(problems("{name: a, kind: temporal, task_queue: weft}"))
                .singleElement()
                .asString()
                .contains("Expected a task queue of the agent's own, but found \"weft\"");
    }

    @Test
    void shouldReportMissingFieldsWrongKindsAndBadSchemas() {
        assertThat(problems("kind: java")).containsExactly("1:1 WEFT-1104 Expected the field \"name\", but found none");
        assertThat(problems("{name: a, kind: temporal}"))
                .singleElement()
                .asString()
                .contains("Expected the field \"task_queue\"");
        assertThat(problems("{name: a, kind: magic}"))
                .singleElement()
                .asString()
                .contains("but found \"magic\"");
        assertThat(problems("[a]")).singleElement().asString().contains("Expected an agent");
        assertThat(problems("{name: a, kind: java, operations: {x: {type: strong}}}"))
                .singleElement()
                .asString()
                .contains("WEFT-1501");
        assertThat(problems("{name: a, kind: command, argv: [./run.sh]}"))
                .singleElement()
                .asString()
                .contains("comes from no folder");
        assertThat(read("{name: a, kind: command, argv: [./../../bin/sh]}", folder)
                        .problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("beside the agent's own");
    }

    @Test
    void shouldWarnOfBracesThatMeanNothing() {
        assertThat(problems("""
                        name: a
                        kind: chat
                        url: http://localhost:1/v1
                        model: m
                        prompt: "Sum up {{text}} for ${{ inputs.who }}"
                        options: {stop: ["${{ inputs.stop }}"]}
                        """))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("5:9 WEFT-1110").contains("${{ inputs.who }}"),
                        one -> assertThat(one).startsWith("6:18 WEFT-1110"));
        AgentReading command = read("{name: a, kind: command, argv: [wc, \"${{ inputs.file }}\"]}", folder);
        assertThat(command.agent()).isNotNull();
        assertThat(command.problems())
                .singleElement()
                .satisfies(one -> assertThat(one.path()).isEqualTo("/argv/1"));
    }

    @Test
    void shouldWarnOfTwoFilesWithOneName() throws Exception {
        Files.writeString(folder.resolve("first.yaml"), "{name: a, kind: java}");
        Files.writeString(folder.resolve("second.yaml"), "{name: a, kind: java, handler: other}");

        AgentCatalog agents = AgentCatalog.ofFolder(folder);

        assertThat(agents.agents())
                .hasEntrySatisfying("a", one -> assertThat(one.kind()).isEqualTo(new AgentKind.Java("a")));
        assertThat(agents.problems()).containsOnlyKeys("second.yaml");
        assertThat(agents.problems().get("second.yaml")).singleElement().satisfies(one -> {
            assertThat(one.isError()).isFalse();
            assertThat(one.file()).isEqualTo("second.yaml");
            assertThat(one.message()).contains("\"a\"", "first.yaml");
        });
    }

    @Test
    void shouldNotLetAuthorsChooseTheFolderThatProgramsRead() {
        assertThat(problems("{name: a, kind: command, argv: [cat], folder: /root}"))
                .singleElement()
                .asString()
                .contains("WEFT-1103");
    }

    @Test
    void shouldReadTheWholeCatalogue() {
        AgentCatalog agents = AgentCatalog.ofTexts(Catalog.load().agents(Optional.empty()));
        AgentCatalog chat = AgentCatalog.ofTexts(
                Catalog.load().agents(Optional.of(new ChatEndpoint("http://localhost:1/v1", "m"))));

        assertThat(agents.problems()).isEmpty();
        assertThat(agents.agents()).isNotEmpty();
        assertThat(chat.problems()).isEmpty();
    }

    @Test
    void shouldReadAFolderAndKeepTheGoodOnes() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), "{name: a, kind: java}");
        Files.writeString(folder.resolve("b.yml"), "{name: b, kind: jva}");
        Files.writeString(folder.resolve("c.json"), "{\"name\": \"c\", \"kind\": \"java\"}");
        Files.writeString(folder.resolve("notes.txt"), "not an agent");

        AgentCatalog agents = AgentCatalog.ofFolder(folder);

        assertThat(agents.agents()).containsOnlyKeys("a", "c");
        assertThat(agents.problems()).containsOnlyKeys("b.yml");
    }

    @Test
    void shouldSurviveTheWayThroughJson() throws Exception {
        Agent agent = agent("""
                name: counter
                operations: {count: {type: object}}
                kind: command
                argv: [count]
                limits: {memory: 512MiB}
                """, folder);
        ObjectMapper mapper = new ObjectMapper();

        assertThat(mapper.readValue(mapper.writeValueAsString(agent), Agent.class))
                .isEqualTo(agent);
    }
}
