package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents that are looked after, and what they have to do. */
class AgentHealthTest {
    private final Path home = Api.folder();
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);
    private HttpServer service;
    private Api api;
    private ApiWorker worker;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext("/health", exchange -> {
            looks.incrementAndGet();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        service.createContext("/run", exchange -> {
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        service.start();
        api = Api.start(home);
        worker = ApiWorker.reachingHere(home);
    }

    @AfterEach
    void stop() {
        answer.countDown();
        worker.close();
        api.close();
        service.stop(0);
    }

    private void save(String more) {
        Api.Answer saved = api.post(
                "/api/agents",
                "name: echo\nkind: http\nurl: http://127.0.0.1:"
                        + service.getAddress().getPort() + "/run\n" + more);
        assertThat(saved.status()).as(saved.toString()).isLessThan(300);
    }

    private JsonNode echo() {
        return api.get("/api/agents/echo").json();
    }

    private String health() {
        return echo().path("health").path("status").asText("none");
    }

    private void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    @Test
    void shouldTellWhenAnAgentIsDownAndUpAgain() throws Exception {
        save("");
        assertThat(health()).isEqualTo("none");

        save("health: {path: /health, every: 1s, failures: 2}\n");
        await(() -> health().equals("up"));
        assertThat(echo().path("health").path("checked_at").asText()).endsWith("Z");

        status.set(503);
        await(() -> health().equals("down"));
        JsonNode state = echo().path("health");
        assertThat(state.path("error").path("code").asText()).isEqualTo("http_503");
        assertThat(state.path("failures").asInt()).isGreaterThanOrEqualTo(2);
        JsonNode raised = Followed.alert(api, "alert.raised", "agent_down");
        assertThat(raised.path("kind").asText()).isEqualTo("agent_down");
        assertThat(raised.path("agent").asText()).isEqualTo("echo");
        assertThat(raised.path("details").path(0).path("code").asText()).isEqualTo("http_503");

        Api.Answer saved = api.post("/api/workflows", """
                version: "3.0.0"
                id: needy
                requires: [echo]
                tasks:
                  call: {action: agent_task, agent: echo}
                """);
        assertThat(saved.status()).as(saved.toString()).isEqualTo(201);
        Api.Answer start = api.post("/api/workflows/needy/start", "{}");
        assertThat(start.status()).as(start.toString()).isEqualTo(503);
        assertThat(start.json().path("code").asText()).isEqualTo("agent_down");
        assertThat(start.json().path("path").asText()).isEqualTo("/requires/0");

        status.set(204);
        await(() -> health().equals("up"));
        assertThat(Followed.alert(api, "alert.cleared", "agent_down").path("alert"))
                .isEqualTo(raised.path("alert"));
        await(() -> api.post("/api/workflows/needy/start", "{}").status() == 202);
    }

    @Test
    void shouldGoOnLookingWhereTheWorkerIsKilled() throws Exception {
        save("health: {path: /health, every: 1s, failures: 1}\n");
        await(() -> health().equals("up"));
        worker.close();
        status.set(500);

        worker = ApiWorker.reachingHere(home);

        await(() -> health().equals("down"));
        status.set(200);
        await(() -> health().equals("up"));
    }

    @Test
    void shouldStopLookingAndClearTheAlertWhereNobodyAsksForItAnyMore() throws Exception {
        status.set(500);
        save("health: {path: /health, every: 1s, failures: 1}\n");
        JsonNode raised = Followed.alert(api, "alert.raised", "agent_down");

        save("");

        assertThat(Followed.alert(api, "alert.cleared", "agent_down").path("alert"))
                .isEqualTo(raised.path("alert"));
        assertThat(health()).isEqualTo("none");
        // a second without a look, where there had been one each second
        AtomicInteger last = new AtomicInteger(-1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(3))
                .until(() -> last.getAndSet(looks.get()) == looks.get());
    }

    @Test
    void shouldTellWhatAnAgentHasToDo() throws Exception {
        save("max_concurrent: 1\nbreaker: {calls: 2}\n");
        assertThat(echo().path("load").path("under_way").asInt(-1)).isZero();
        api.post("/api/workflows", """
                version: "3.0.0"
                id: busy
                tasks:
                  calls:
                    for_each: {in: [1, 2, 3]}
                    action: agent_task
                    agent: echo
                """);
        assertThat(api.post("/api/workflows/busy/start", "{}").status()).isEqualTo(202);

        await(() -> echo().path("load").path("under_way").asInt() == 1
                && echo().path("load").path("waiting").asInt() == 2);
        JsonNode listed = api.get("/api/agents").json().path("items").path(0);
        assertThat(listed.path("load").path("breaker").path("state").asText()).isEqualTo("closed");
        answer.countDown();
        await(() -> echo().path("load").path("under_way").asInt() == 0);
    }
}
