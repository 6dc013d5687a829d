package dev.weft.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.platform.home.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker is killed in the middle of a rollback: what was undone is not undone again, and the rest is. */
@Tag("long")
class RollbackKillIT {
    private static final String DEFINITION = """
            version: "3.0.0"
            id: undone
            defaults: {timeout: 1m}
            tasks:
              first: {action: agent_task, agent: ledger, parameters: {do: first}, compensate: {action: agent_task, agent: ledger, parameters: {do: undo-first}}}
              second: {needs: [first], action: agent_task, agent: ledger, parameters: {do: second}, compensate: {action: agent_task, agent: ledger, parameters: {do: undo-second}}}
              third: {needs: [second], action: agent_task, agent: ledger, parameters: {do: third}, compensate: {action: agent_task, agent: ledger, parameters: {do: undo-third}}}
              broken: {needs: [third], action: fail, parameters: {message: that does it}, on_failure: rollback}
              after: {needs: all, join: always, action: agent_task, agent: ledger, parameters: {do: after}}
            """;

    @TempDir
    private Path folder;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final CountDownLatch amidst = new CountDownLatch(1);
    private final CountDownLatch killed = new CountDownLatch(1);

    @Test
    void shouldGoOnUndoingAfterTheKillOfTheWorker() throws Exception {
        // given
        HttpServer ledger = serveLedger();
        Path agents = Files.createDirectories(folder.resolve("agents"));
        Files.writeString(
                agents.resolve("ledger.yaml"),
                "name: ledger\nkind: http\nurl: http://127.0.0.1:"
                        + ledger.getAddress().getPort() + "/\n");
        Path definition = Files.writeString(folder.resolve("undone.yaml"), DEFINITION);
        try (WeftProcess weft = new WeftProcess(folder.resolve("home")).with("WEFT_EGRESS_ALLOW", "127.0.0.1")) {
            assertThat(weft.up("--agents", agents.toString()).exit()).isZero();
            assertThat(weft.run("apply", definition.toString()).exit()).isZero();
            String run = weft.run("start", "undone", "--output", "json")
                    .json()
                    .path("run")
                    .asText();
            assertThat(amidst.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(weft.run("status", run, "--output", "json")
                            .json()
                            .path("status")
                            .asText())
                    .isEqualTo("ROLLING_BACK");

            // when
            weft.kill(Server.WEFT);
            killed.countDown();
            assertThat(weft.run("up", "--detach", "--agents", agents.toString()).exit())
                    .isZero();
            weft.run("monitor", run, "--duration", "180");

            // then
            JsonNode end = weft.run("status", run, "--output", "json").json();
            assertThat(end.path("status").asText()).isEqualTo("ROLLED_BACK");
            assertThat(calls)
                    .containsExactly(
                            "first",
                            "second",
                            "third",
                            "undo-third",
                            "undo-second",
                            "undo-second",
                            "undo-first",
                            "after");
            assertThat(keys.get(4))
                    .as("the key of the undoing that was lost, and made again")
                    .isEqualTo(keys.get(5));
            assertThat(keys.stream().distinct()).hasSize(7);
            for (String task : List.of("first", "second", "third")) {
                assertThat(end.path("tasks").path(task).path("status").asText()).isEqualTo("COMPENSATED");
            }
            assertThat(weft.run("down").exit()).isZero();
        } finally {
            ledger.stop(0);
        }
    }

    /** It gets no answer to the first call of the second undoing before the worker was killed. */
    private HttpServer serveLedger() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
        return server;
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String call = body.replaceAll(".*\"do\"\\s*:\\s*\"([a-z-]+)\".*", "$1");
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        calls.add(call);
        if (call.equals("undo-second") && calls.indexOf(call) == calls.lastIndexOf(call)) {
            amidst.countDown();
            try {
                killed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
