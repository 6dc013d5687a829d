package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.api.event.PostgresEventSink;
import dev.weft.worker.protocol.event.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the other dialects' documents promise of events: reactive and batch workflows, hooks, a bus, events of runs. */
@Timeout(240)
class SpecifiedEventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path home;

    private static Api api;
    private static ApiWorker worker;
    private static Receiver receiver;

    @BeforeAll
    static void start() throws Exception {
        api = Api.start(home);
        worker = ApiWorker.sending(home, PostgresEventSink.to(api.settings().database()));
        receiver = Receiver.start(taken -> 200);
        for (String agent : List.of("indexer", "publisher", "item_processor", "builder")) {
            Api.Answer made = api.post(
                    "/api/agents", "name: " + agent + "\nkind: http\nurl: " + receiver.url("/" + agent) + "\n");
            assertThat(made.status()).as(made.toString()).isIn(200, 201);
        }
    }

    @AfterAll
    static void stop() {
        receiver.close();
        worker.close();
        api.close();
    }

    /** {@code @event_workflow.on("content_created")}, and another event for another task. */
    @Test
    void shouldDoTheTaskThatAnEventIsFor() {
        // given
        api.save("""
                name: content_update
                type: event_driven
                tasks:
                  - {name: index, task: indexer}
                  - {name: publish, task: publisher}
                on:
                  content_created: index
                  content_updated: publish
                """);

        // when
        send("content_created", "1", "{\"path\": \"knowledge/a.json\"}");
        send("content_updated", "2", "{\"path\": \"knowledge/b.json\"}");

        // then
        assertThat(onlyRun("content_update.content_created", "index", "publish"))
                .isEqualTo("COMPLETED");
        assertThat(onlyRun("content_update.content_updated", "publish", "index"))
                .isEqualTo("COMPLETED");
        assertThat(asked("/indexer")).contains("knowledge/a.json").doesNotContain("knowledge/b.json");
        assertThat(asked("/publisher")).contains("knowledge/b.json").doesNotContain("knowledge/a.json");
    }

    /** {@code execute_parallel_workflow(…, max_concurrency=2)}. */
    @Test
    void shouldProcessTheItemsOfABatch() {
        // given
        api.save("""
                name: batch_processing
                type: batch
                max_concurrency: 2
                timeout: 60
                tasks:
                  - {name: process_item_1, task: item_processor, data: {item: one}}
                  - {name: process_item_2, task: item_processor, data: {item: two}}
                  - {name: process_item_3, task: item_processor, data: {item: three}}
                """);

        // when
        JsonNode run = ended(api.started("batch_processing", "{}"));

        // then
        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("COMPLETED");
        assertThat(run.path("metrics").path("completed_tasks").asInt()).isEqualTo(3);
        assertThat(asked("/item_processor")).contains("one").contains("two").contains("three");
    }

    /** "Webhook integration for external triggers". */
    @Test
    void shouldStartAFactorysWorkflowByAHook() {
        // given
        api.save("""
                version: "3.0.0"
                id: project
                inputs: {name: {type: string}}
                triggers:
                  pushed: {webhook: {secret: HOOK, inputs: {name: "${{ request.body.repository }}"}}}
                tasks:
                  build: {action: agent_task, agent: builder, operation: create, parameters: {name: "${{ inputs.name }}"}}
                """);
        String body = "{\"repository\": \"shop\"}";
        String time = Long.toString(Instant.now().getEpochSecond());

        // when
        Api.Answer called = api.as(
                null,
                "POST",
                "/api/hooks/project.pushed",
                body,
                "webhook-id",
                "delivery-1",
                "webhook-timestamp",
                time,
                "webhook-signature",
                WebhookSignature.of(Api.HOOK_SECRET, "delivery-1", time, body.getBytes(StandardCharsets.UTF_8)));

        // then
        assertThat(called.status()).as(called.toString()).isEqualTo(202);
        assertThat(ended(called.json().path("run").asText()).path("status").asText())
                .isEqualTo("COMPLETED");
        assertThat(asked("/builder")).contains("shop");
    }

    /** Pub/sub between workflows: what one publishes starts another, wakes a third, and goes to a subscriber outside. */
    @Test
    void shouldPublishToAllWhoSubscribe() {
        // given
        api.save("""
                version: "3.0.0"
                id: bus-publisher
                tasks:
                  tell: {action: emit_event, parameters: {type: bus.stored, data: {file: a.bin}}}
                """);
        api.save("""
                version: "3.0.0"
                id: bus-started
                inputs: {file: {type: string}}
                triggers:
                  stored: {event: {type: bus.stored, inputs: {file: "${{ event.data.file }}"}}}
                tasks:
                  say: {action: transform, parameters: {value: "${{ inputs.file }}"}}
                """);
        api.save("""
                version: "3.0.0"
                id: bus-waiting
                tasks:
                  wait: {action: wait_for_event, parameters: {type: bus.stored}}
                outputs: {file: "${{ tasks.wait.output.data.file }}"}
                """);
        subscribe("bus", "\"types\": [\"bus.stored\"]", "/bus");
        String waiting = api.started("bus-waiting", "{}");

        // when
        ended(api.started("bus-publisher", "{}"));

        // then
        assertThat(ended(waiting).path("outputs").path("file").asText()).isEqualTo("a.bin");
        await().atMost(PATIENCE)
                .until(() -> firings("bus-started.stored")
                        .path(0)
                        .path("state")
                        .asText()
                        .equals("started"));
        await().atMost(PATIENCE).until(() -> asked("/bus").contains("a.bin"));
    }

    /** {@code workflow.started}, {@code workflow.completed}, {@code task.failed}, {@code approval.required}. */
    @Test
    void shouldTellOfRunsWhatTheyPromiseToTell() {
        // given
        api.save("""
                version: "3.0.0"
                id: telling
                tasks:
                  fails: {action: fail, parameters: {code: broken, message: "It broke."}, on_failure: skip}
                  ask: {needs: [fails], action: approval_gate, parameters: {levels: [{approvers: [anyone]}]}}
                """);
        subscribe(
                "telling",
                "\"workflow\": \"telling\", \"types\": [\"workflow.started\", \"workflow.completed\", \"task.failed\","
                        + " \"task.skipped\", \"approval.required\"]",
                "/telling");

        // when
        String run = api.started("telling", "{}");
        await().atMost(PATIENCE).until(() -> types("/telling").contains("approval.required"));
        api.post("/api/runs/" + run + "/approvals/ask", "{\"decision\": \"approve\"}");

        // then
        ended(run);
        await().atMost(PATIENCE).until(() -> types("/telling").contains("workflow.completed"));
        assertThat(types("/telling")).contains("workflow.started", "approval.required", "workflow.completed");
        assertThat(types("/telling").contains("task.failed")
                        || types("/telling").contains("task.skipped"))
                .isTrue();
    }

    private static String onlyRun(String trigger, String done, String left) {
        await().atMost(PATIENCE)
                .until(() -> firings(trigger).path(0).path("state").asText().equals("started"));
        assertThat(firings(trigger)).hasSize(1);
        JsonNode run = ended(firings(trigger).path(0).path("run").asText());
        assertThat(run.path("tasks").path(done).path("status").asText())
                .as(run.toString())
                .isEqualTo("COMPLETED");
        assertThat(run.path("tasks").path(left).path("status").asText()).isEqualTo("SKIPPED");
        return run.path("status").asText();
    }

    private static JsonNode firings(String trigger) {
        return api.get("/api/triggers/" + trigger + "/firings").json().path("items");
    }

    private static JsonNode ended(String run) {
        return await().atMost(PATIENCE)
                .until(() -> api.get("/api/runs/" + run + "?wait=20s").json(), found -> found.hasNonNull("ended_at"));
    }

    private static String asked(String path) {
        StringBuilder all = new StringBuilder();
        receiver.taken().stream()
                .filter(taken -> taken.path().equals(path))
                .forEach(taken -> all.append(taken.event()).append('\n'));
        return all.toString();
    }

    private static Set<String> types(String path) {
        Set<String> types = new TreeSet<>();
        receiver.taken().stream()
                .filter(taken -> taken.path().equals(path))
                .forEach(taken -> types.add(taken.event().path("type").asText()));
        return types;
    }

    private static void subscribe(String id, String more, String path) {
        Api.Answer made = api.post(
                "/api/subscriptions",
                "{\"id\": \"" + id + "\", \"url\": \"" + receiver.url(path) + "\", \"secret\": \"OUT\", " + more + "}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    private static void send(String type, String id, String data) {
        Api.Answer sent = api.post(
                "/api/events",
                "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/" + type + "\",\"type\":\"" + type
                        + "\",\"data\":" + data + "}",
                "Content-Type",
                "application/cloudevents+json");
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
    }
}
