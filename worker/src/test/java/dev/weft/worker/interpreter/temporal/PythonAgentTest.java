package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentCatalog;
import dev.weft.definitions.expression.Values;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.source.SourceText;
import dev.weft.platform.testing.TestServers;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example of a worker in another language, as it stands there: a Python agent on a task queue of its own. */
class PythonAgentTest {
    private static final Path EXAMPLE =
            Path.of("..", "examples", "python-agent").toAbsolutePath().normalize();
    private static final Path VENV = Path.of("target", "python-agent").toAbsolutePath();
    private static final String OLD = "import sys; sys.exit(sys.version_info < (3, 10))";

    private static RealWorker real;
    private static Map<String, Agent> agents;
    private static Process python;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(runs("python3", "-c", OLD), "Expected Python 3.10 or newer as python3, but it isn't there");
        assumeTrue(runs("python3", "-c", "import venv, ensurepip"), "Expected Python with venv, but it has none");
        Path interpreter = VENV.resolve("bin/python");
        if (!runs(interpreter.toString(), "-c", "import temporalio")) {
            must("python3", "-m", "venv", VENV.toString());
            must(
                    interpreter.toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                    EXAMPLE.resolve("requirements.txt").toString());
        }
        real = RealWorker.start();
        AgentCatalog catalog = AgentCatalog.ofFolder(EXAMPLE.resolve("agents"));
        assertThat(catalog.problems()).isEmpty();
        agents = catalog.agents();
        python = python(interpreter);
    }

    @AfterAll
    static void stop() throws Exception {
        if (python != null) {
            python.destroyForcibly().waitFor();
        }
        if (real != null) {
            real.close();
        }
    }

    @Test
    void shouldDoWhatATaskAsksFor() throws Exception {
        Runs.Run run = run(Map.of("text", "It rains. It pours, and it rains again!", "top", 2));

        assertThat(Values.normalise(run.result())).isEqualTo(Map.of("words", 8L, "top", List.of("it", "rains")));
        assertThat(run.task("describe").agent()).isEqualTo("text_statistics");
        run.replay();
    }

    @Test
    void shouldFailWithTheCodeThatThePythonCodeSays() throws Exception {
        Runs.Run run = run(Map.of("text", " ... "));

        run.end();
        RunView.TaskView task = run.task("describe");
        Failure error = Objects.requireNonNull(task.error());
        assertThat(error.code()).isEqualTo("empty_text");
        assertThat(error.message()).contains("Expected a text with words in it");
        assertThat(task.attempts()).isEqualTo(1);
        run.replay();
    }

    @Test
    void shouldRefuseParametersThatDoNotFitTheAgentsSchema() throws Exception {
        Runs.Run run = run(Map.of("text", "Words.", "top", 70));

        run.end();
        assertThat(run.view().status()).isEqualTo(RunStatus.FAILED);
        Failure error = Objects.requireNonNull(run.task("describe").error());
        assertThat(error.code()).isEqualTo("invalid_parameters");
        assertThat(error.message()).contains("/top");
    }

    @Test
    void shouldWaitWhereNobodyServesTheQueue() throws Exception {
        python.destroyForcibly().waitFor();
        Runs.Run run = run(Map.of("text", "One word.", "top", 1));
        run.await(view -> Objects.requireNonNull(view.tasks().get("describe")).attempts() == 1);

        python = python(VENV.resolve("bin/python"));

        assertThat(Values.normalise(run.result())).isEqualTo(Map.of("words", 2L, "top", List.of("one")));
        assertThat(run.task("describe").attempts()).isEqualTo(1);
    }

    private static Runs.Run run(Map<String, Object> inputs) throws IOException {
        Definition definition = Objects.requireNonNull(Definitions.read(
                        new SourceText("describe-text", Files.readString(EXAMPLE.resolve("describe-text.yaml"))),
                        Surroundings.UNKNOWN)
                .definition());
        Map<String, Object> all = new LinkedHashMap<>(Map.of("top", 3));
        all.putAll(inputs);
        return real.runs().start(definition, all, agents);
    }

    private static Process python(Path interpreter) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        interpreter.toString(), EXAMPLE.resolve("worker.py").toString())
                .redirectErrorStream(true);
        builder.environment().put("TEMPORAL_ADDRESS", TestServers.temporal().address());
        builder.environment().put("TEMPORAL_NAMESPACE", real.client.getOptions().getNamespace());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        String line = said.readLine();
        while (line != null && !line.startsWith("python worker ready")) {
            all.append(line).append('\n');
            line = said.readLine();
        }
        assertThat(line).as(all.toString()).isNotNull();
        Thread.ofPlatform().daemon().start(() -> said.lines().forEach(any -> {}));
        return process;
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void must(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as(String.join(" ", command) + ": " + said)
                .isZero();
    }
}
