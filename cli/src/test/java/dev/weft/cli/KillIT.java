package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.platform.home.Server;
import dev.weft.platform.process.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything is killed in the middle of runs; after the next {@code up} they end as if nothing had happened. */
@Tag("long")
class KillIT {
    private static final String DEFINITION = """
            version: "3.0.0"
            id: counted
            defaults: {timeout: 1m, retry: {max_attempts: 5, delay: 1s}}
            tasks:
              first: {action: agent_task, agent: counter, parameters: {task: first}}
              beside: {action: agent_task, agent: counter, parameters: {task: beside}}
              middle: {needs: [first, beside], action: agent_task, agent: counter, parameters: {task: middle}}
              last: {needs: [middle], action: agent_task, agent: counter, parameters: {task: last}}
            """;

    @TempDir
    private Path folder;

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final CountDownLatch middleReached = new CountDownLatch(1);
    private final CountDownLatch killed = new CountDownLatch(1);

    @Test
    void shouldGoOnAfterTheKillOfAllProcessesWithoutRepeatingCompletedTasks() throws Exception {
        // given
        HttpServer counter = serveCounter();
        Path agents = Files.createDirectories(folder.resolve("agents"));
        Files.writeString(
                agents.resolve("counter.yaml"),
                "name: counter\nkind: http\nurl: http://127.0.0.1:"
                        + counter.getAddress().getPort() + "/\n");
        Path definition = Files.writeString(folder.resolve("counted.yaml"), DEFINITION);
        try (WeftProcess weft = new WeftProcess(folder.resolve("home")).with("WEFT_EGRESS_ALLOW", "127.0.0.1")) {
            assertThat(weft.up("--agents", agents.toString()))
                    .extracting(WeftProcess.Result::exit, WeftProcess.Result::err)
                    .containsExactly(0, "");
            assertThat(weft.run("apply", definition.toString()).exit()).isZero();
            String counted = started(weft, "counted");
            String article = started(weft, Catalog.MAIN, "--input", "source=" + article(), "--input", "pace=500ms");
            assertThat(middleReached.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Await.until(Duration.ofSeconds(60), () -> completed(weft, counted, "first", "beside")))
                    .isTrue();
            assertThat(Await.until(
                            Duration.ofSeconds(60),
                            () -> completed(weft, article, "ingest", "outline", "introduction", "conclusion")))
                    .isTrue();
            Map<String, JsonNode> before = completed(tasks(weft, article));
            assertThat(tasks(weft, article).path("sections").path("status").asText())
                    .isEqualTo("RUNNING");

            // when
            weft.kill(Server.WEFT);
            weft.kill(Server.TEMPORAL);
            weft.kill(Server.POSTGRES);
            killed.countDown();
            long began = System.nanoTime();
            WeftProcess.Result again = weft.run("up", "--detach", "--agents", agents.toString());

            // then
            assertThat(again.exit()).as(again.err()).isZero();
            System.out.println("up after kill -9 of all: "
                    + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
            ended(weft, counted);
            assertThat(calls)
                    .containsEntry("first", 1)
                    .containsEntry("beside", 1)
                    .containsEntry("last", 1);
            assertThat(Await.until(
                            Duration.ofMinutes(2),
                            () -> tasks(weft, article)
                                    .path("review")
                                    .path("status")
                                    .asText()
                                    .equals("WAITING")))
                    .isTrue();
            assertThat(weft.run("approve", article, "review").exit()).isZero();
            ended(weft, article);
            assertThat(completed(tasks(weft, article))).containsAllEntriesOf(before);
            try (Histories histories = new Histories(weft.file())) {
                assertThat(histories.begun(article)).containsAllEntriesOf(onceEach(before));
            }
            assertThat(weft.run("down").exit()).isZero();
        } finally {
            counter.stop(0);
        }
    }

    private static String started(WeftProcess weft, String... words) {
        List<String> command = new ArrayList<>(List.of("start"));
        command.addAll(List.of(words));
        command.addAll(List.of("--output", "json"));
        return weft.run(command.toArray(String[]::new)).json().path("run").asText();
    }

    private static void ended(WeftProcess weft, String run) {
        WeftProcess.Result end = weft.run("monitor", run, "--duration", "180");
        assertThat(end.exit()).as(end.out() + end.err()).isZero();
    }

    /** In the workspace, with paragraphs enough that its sections take seconds at the demo's slow pace. */
    private String article() throws IOException {
        StringBuilder text = new StringBuilder("# Kill\n\nIt begins.\n");
        for (int i = 1; i <= 24; i++) {
            text.append("\n## Part ")
                    .append(i)
                    .append("\n\nOne paragraph of part ")
                    .append(i)
                    .append(".\n");
        }
        Files.createDirectories(folder.resolve("home/workspace"));
        Files.writeString(folder.resolve("home/workspace/kill.md"), text);
        return "kill.md";
    }

    private static JsonNode tasks(WeftProcess weft, String run) {
        return weft.run("status", run, "--output", "json").json().path("tasks");
    }

    /** Completed tasks with all that is told of them: times and attempts too. */
    private static Map<String, JsonNode> completed(JsonNode tasks) {
        Map<String, JsonNode> completed = new LinkedHashMap<>();
        tasks.properties().forEach(task -> {
            if (task.getValue().path("status").asText().equals("COMPLETED")) {
                completed.put(task.getKey(), task.getValue());
            }
        });
        return completed;
    }

    private static Map<String, Integer> onceEach(Map<String, JsonNode> tasks) {
        Map<String, Integer> once = new LinkedHashMap<>();
        tasks.forEach((path, task) -> {
            if (task.path("action").asText().equals("agent_task")) {
                once.put(path, 1);
            }
        });
        assertThat(once).isNotEmpty();
        return once;
    }

    private static boolean completed(WeftProcess weft, String run, String... tasks) {
        JsonNode state = tasks(weft, run);
        for (String task : tasks) {
            if (!state.path(task).path("status").asText().equals("COMPLETED")) {
                return false;
            }
        }
        return true;
    }

    /** An agent that counts; the task in the middle gets no answer before everything was killed. */
    private HttpServer serveCounter() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String task = body.replaceAll(".*\"task\"\\s*:\\s*\"([a-z]+)\".*", "$1");
            int call = calls.merge(task, 1, Integer::sum);
            if (task.equals("middle") && call == 1) {
                middleReached.countDown();
                try {
                    killed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            byte[] answer = ("{\"call\":" + call + "}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }
}
