package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.weft.api.event.PostgresEventSink;
import dev.weft.api.store.TestDatabase;
import dev.weft.definitions.blob.BlobException;
import dev.weft.platform.process.Ports;
import dev.weft.platform.testing.TestServers;
import dev.weft.worker.blob.BlobStores;
import dev.weft.worker.protocol.event.EventSink;
import dev.weft.worker.protocol.large.LargeValueStore;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * What an operator is told who asks for health, alerts and the diagnosis of a run, in situations that are made for real: what is wrong,
 * and what to do. That the interpreter fails at a run {@link StuckTest} makes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class SituationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String ASKS = """
            version: "3.0.0"
            id: asks
            inputs: {text: {type: string, default: x}}
            tasks:
              list: {action: transform, parameters: {value: ["${{ inputs.text }}", "${{ inputs.text + '!' }}"]}}
              ask: {needs: [list], action: approval_gate, parameters: {title: Publish?, approvers: ["role:editor"]}}
              join: {needs: [ask], action: transform, parameters: {value: "${{ tasks.list.output[1] + inputs.text }}"}}
            """;

    private static final String OFTEN = """
            version: "3.0.0"
            id: often
            triggers:
              often: {schedule: {cron: "* * * * *"}}
            tasks:
              say: {action: transform, parameters: {value: 1}}
            """;

    private Path home;
    private Relay temporal;
    private Relay postgres;
    private WorkflowServiceStubs service;
    private Api api;

    @BeforeAll
    void start() throws BlobException {
        home = Api.folder();
        temporal = Relay.to(port(TestServers.temporal().address()));
        String database = TestDatabase.migratedUrl();
        int real = port(database.replaceFirst("/[^/]*$", ""));
        postgres = Relay.to(real);
        service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget("127.0.0.1:" + temporal.port())
                .build());
        api = Api.start(settings(home, database.replace(":" + real + "/", ":" + postgres.port() + "/")));
        api.save(Samples.hello("hello", "Hello"));
        api.save(ASKS);
    }

    @AfterAll
    void stop() {
        api.close();
        service.shutdownNow();
        temporal.close();
        postgres.close();
    }

    @Test
    void shouldSayThatNoWorkerIsThere() throws Exception {
        // One that had a worker a moment ago still seems to have it.
        try (Api fresh = Api.start(settings(Api.folder(), TestDatabase.migratedUrl()))) {
            fresh.save(Samples.hello("hello", "Hello"));
            String run = fresh.started("hello", "{\"inputs\":{}}");

            JsonNode workers = check(fresh, "workers");
            assertThat(workers.path("status").asText()).isEqualTo("failed");
            assertThat(workers.path("detail").asText()).contains("Start one with «weft worker»");
            JsonNode alert = await().atMost(PATIENCE)
                    .until(() -> found(fresh, "platform", "workers"), one -> !one.isMissingNode());
            assertThat(alert.path("data").path("summary").asText()).contains("Start one with «weft worker»");
            JsonNode diagnosis = fresh.get("/api/runs/" + run + "/diagnosis").json();
            assertThat(diagnosis.path("workers").asInt()).isZero();
            assertThat(diagnosis.toString()).contains("Start one with «weft worker»");
        }
    }

    @Test
    void shouldSayThatATimeOfAScheduleDidNotCome() {
        api.save(OFTEN);

        JsonNode late = alert("schedule_late", "often.often");

        assertThat(late.path("data").path("summary").asText())
                .contains("of trigger often.often has passed, and nothing was started");
        assertThat(late.path("data").path("help").asText())
                .contains("weft health", "weft triggers backfill often.often");
        api.delete("/api/workflows/often");
    }

    @Test
    void shouldSayThatAnAgentIsDown() throws Exception {
        try (ApiWorker worker = ApiWorker.reachingHere(home)) {
            assertThat(worker).isNotNull();
            Api.Answer saved = api.post(
                    "/api/agents",
                    "name: gone\nkind: http\nurl: http://127.0.0.1:" + Ports.free()
                            + "/run\nhealth: {path: /health, every: 1s, failures: 2}\n");
            assertThat(saved.status()).as(saved.toString()).isLessThan(300);

            JsonNode down = alert("agent_down", "gone");

            assertThat(down.path("data").path("problems").asText()).isNotEmpty();
            assertThat(down.path("data").path("help").asText()).contains("weft agents show gone");
            api.delete("/api/agents/gone");
        }
    }

    @Test
    void shouldSayWhoseDecisionIsMissing() throws Exception {
        try (ApiWorker worker = ApiWorker.start(home, sink())) {
            assertThat(worker).isNotNull();
            String run = waiting("x");

            JsonNode diagnosis = diagnosis(run);

            assertThat(diagnosis.path("summary").asText()).contains("ask");
            assertThat(diagnosis.toString()).contains("role:editor", "weft approve " + run + " ask");
            api.post("/api/runs/" + run + "/terminate", null);
        }
    }

    @Test
    void shouldSayThatTheReceiverOfASubscriptionIsGone() throws Exception {
        try (ApiWorker worker = ApiWorker.sending(home, sink())) {
            assertThat(worker).isNotNull();
            Api.Answer made = api.post(
                    "/api/subscriptions",
                    "{\"id\": \"gone\", \"url\": \"http://127.0.0.1:" + Ports.free()
                            + "/events\", \"types\": [\"thing.gone\"], \"secret\": \"OUT\", \"retry_for\": \"2s\"}");
            assertThat(made.status()).as(made.toString()).isEqualTo(201);
            api.post(
                    "/api/events",
                    "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/x\",\"type\":\"thing.gone\"}",
                    "Content-Type",
                    "application/cloudevents+json");

            JsonNode failed = alert("subscription_failed", "gone");

            assertThat(failed.path("data").path("reason").asText()).isNotEmpty();
            assertThat(failed.path("data").path("help").asText())
                    .contains("weft subscriptions show gone", "weft subscriptions replay gone");
            api.delete("/api/subscriptions/gone");
        }
    }

    @Test
    void shouldSayThatTemporalIsAway() {
        temporal.cut();
        try {
            JsonNode check = await().atMost(PATIENCE)
                    .until(
                            () -> check("temporal"),
                            one -> one.path("status").asText().equals("failed"));

            assertThat(check.path("detail").asText())
                    .isEqualTo("Temporal does not answer: runs wait, and go on once it does. Start it.");
            assertThat(api.get("/api/health").json().path("level").asText()).isEqualTo("critical");
            assertThat(alert("platform", "temporal")
                            .path("data")
                            .path("summary")
                            .asText())
                    .contains("Start it");
            Api.Answer start = api.post("/api/workflows/hello/start", "{}");
            assertThat(start.status()).as(start.toString()).isEqualTo(503);
            assertThat(start.json().path("code").asText()).isEqualTo("temporal_unavailable");
        } finally {
            temporal.mend();
        }
        await().atMost(PATIENCE).until(() -> check("temporal").path("status").asText(), "ok"::equals);
    }

    @Test
    void shouldSayThatTheDatabaseIsAway() {
        postgres.cut();
        try {
            JsonNode check = await().atMost(PATIENCE)
                    .until(
                            () -> check("database"),
                            one -> one.path("status").asText().equals("failed"));

            assertThat(check.path("detail").asText())
                    .isEqualTo("PostgreSQL does not answer: runs go on, but none can be started. Start it.");
            assertThat(api.as(null, "GET", "/readyz", null).status()).isEqualTo(503);
            Api.Answer alerts = api.get("/api/alerts");
            assertThat(alerts.status()).as(alerts.toString()).isEqualTo(503);
            assertThat(alerts.json().path("code").asText()).isEqualTo("database_unavailable");
        } finally {
            postgres.mend();
        }
        await().atMost(PATIENCE).until(() -> check("database").path("status").asText(), "ok"::equals);
    }

    @Test
    void shouldSayThatTheStoreOfLargeValuesIsAway() throws Exception {
        LargeValueStore large = new LargeValueStore(BlobStores.open(home, Map.of()));
        try (ApiWorker worker = ApiWorker.telling(home, sink(), large)) {
            assertThat(worker).isNotNull();
            String run = waiting("b".repeat(100_000));
            Path blobs = home.resolve("blobs");
            Path away = home.resolve("away");
            Files.move(blobs, away);
            Files.writeString(blobs, "no folder");

            api.as(
                    api.token("kim", "\"approver\"", "\"editor\""),
                    "POST",
                    "/api/runs/" + run + "/approvals/ask",
                    "{\"decision\": \"approve\"}");

            JsonNode diagnosis = await().atMost(PATIENCE)
                    .until(() -> diagnosis(run), one -> one.toString().contains(blobs.toString()));
            assertThat(diagnosis.path("waiting_on").toString() + diagnosis.path("summary") + diagnosis.path("failures"))
                    .as(diagnosis.toString())
                    .contains(blobs.toString());
            Files.delete(blobs);
            Files.move(away, blobs);
            api.post("/api/runs/" + run + "/terminate", null);
        } finally {
            large.blobs().close();
        }
    }

    @Test
    void shouldSayThatTheDiskIsFull() throws Exception {
        Path full = Files.createTempDirectory("weft-full");
        assumeTrue(done("mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", full.toString()), "nothing can be mounted");
        try (Api small = Api.start(settings(full, TestDatabase.migratedUrl()))) {
            JsonNode disk = check(small, "disk");

            assertThat(disk.path("status").asText()).isEqualTo("failed");
            assertThat(disk.path("detail").asText()).contains("are free where " + full + " is", "make room");
            JsonNode alert =
                    await().atMost(PATIENCE).until(() -> found(small, "platform", "disk"), one -> !one.isMissingNode());
            assertThat(alert.path("data").path("summary").asText()).contains("make room");
        } finally {
            assertThat(done("umount", "-l", full.toString())).isTrue();
        }
    }

    private String waiting(String text) {
        String run = api.started("asks", "{\"inputs\":{\"text\":\"" + text + "\"}}");
        await().atMost(PATIENCE).until(() -> diagnosis(run).toString().contains("role:editor"));
        return run;
    }

    private JsonNode diagnosis(String run) {
        return api.get("/api/runs/" + run + "/diagnosis").json();
    }

    private JsonNode check(String name) {
        return check(api, name);
    }

    private static JsonNode check(Api server, String name) {
        JsonNode health = server.get("/api/health").json();
        for (JsonNode check : health.path("checks")) {
            if (check.path("name").asText().equals(name)) {
                return check;
            }
        }
        return MissingNode.getInstance();
    }

    private JsonNode alert(String kind, String subject) {
        return await().atMost(PATIENCE).until(() -> found(api, kind, subject), one -> !one.isMissingNode());
    }

    private static JsonNode found(Api server, String kind, String subject) {
        for (JsonNode item : server.get("/api/alerts?kind=" + kind).json().path("items")) {
            if (item.path("subject").asText().equals(subject)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    private EventSink sink() {
        return PostgresEventSink.to(api.settings().database());
    }

    private static boolean done(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** Those of a server that comes to Temporal and PostgreSQL by ways that can be cut, and looks for alerts all the time. */
    private ApiSettings settings(Path folder, String database) throws BlobException {
        Map<String, String> quick = Map.of("WEFT_ALERT_EVERY_SECONDS", "1", "WEFT_ALERT_SCHEDULE_SECONDS", "1");
        ApiSettings plain = Api.settings(folder, database, new LargeValueStore(BlobStores.open(folder, Map.of())));
        WorkflowClient direct = plain.temporal();
        return Api.with(
                plain,
                WorkflowClient.newInstance(
                        service,
                        WorkflowClientOptions.newBuilder()
                                .setNamespace(direct.getOptions().getNamespace())
                                .build()),
                plain.access(),
                InsightSettings.of(name -> Optional.ofNullable(quick.get(name))));
    }
}
