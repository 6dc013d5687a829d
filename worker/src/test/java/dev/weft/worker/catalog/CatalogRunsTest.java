package dev.weft.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentCatalog;
import dev.weft.definitions.catalog.Catalog;
import dev.weft.definitions.catalog.ChatEndpoint;
import dev.weft.definitions.input.Binding;
import dev.weft.definitions.input.InputBinder;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.source.SourceText;
import dev.weft.worker.TestConnection;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.interpreter.SignedBy;
import dev.weft.worker.interpreter.temporal.RunWorkflow;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each definition of the catalogue with its own agents, on a real Temporal server, to each of its ends. */
class CatalogRunsTest {
    private static final Catalog CATALOG = Catalog.load();

    @TempDir
    static Path home;

    private static TestConnection connection;
    private static WorkflowClient client;
    private static ActionRuntime actions;
    private static WeftWorker worker;

    @BeforeAll
    static void start() throws IOException {
        connection = TestConnection.open();
        client = connection.client();
        actions = ActionRuntime.open(WorkerSettings.fromEnvironment(
                home, Map.of("WEFT_EGRESS_ALLOW", "127.0.0.1,localhost", "WEFT_SECRET_CHAT_KEY", "a key of the test")));
        worker = WeftWorker.start(client, new TaskActivity(actions), WorkerLimits.DEFAULT);
        for (String sample : CATALOG.samples()) {
            Path file = home.resolve("workspace").resolve(sample);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, CATALOG.sample(sample));
        }
    }

    @AfterAll
    static void stop() {
        worker.close();
        actions.close();
        connection.close();
    }

    @Test
    void shouldPublishTheArticleThatAnEditorApproves() throws Exception {
        Started run = start("publish-article", Map.of("source", "durable-workflows.md", "out", "approved"));
        RunView waiting = run.awaitGate("review");
        assertThat(waiting.tasks().get("review"))
                .extracting(task -> Objects.requireNonNull(task.gate()).title())
                .isEqualTo("Publish “What a workflow remembers”?");

        run.decide("review", "approve", "kim", "editor");

        Map<?, ?> outputs = run.outputs();
        assertThat(outputs.get("published")).isEqualTo(true);
        assertThat(outputs.get("page")).isEqualTo("approved/what-a-workflow-remembers/index.html");
        String page = Files.readString(home.resolve("workspace/approved/what-a-workflow-remembers/index.html"));
        assertThat(page)
                .contains(
                        "<h1>What a workflow remembers</h1>",
                        "By The Weft authors",
                        "id=\"people-are-steps-too\"",
                        "<table>")
                .contains("pays an invoice", "a pause.");
        assertThat(run.statuses())
                .containsEntry("publish", TaskStatus.COMPLETED)
                .containsEntry("decline", TaskStatus.SKIPPED);
        run.replay();
    }

    @Test
    void shouldWriteNothingForAnArticleThatAnEditorRejects() throws Exception {
        Started run = start("publish-article", Map.of("source", "durable-workflows.md", "out", "rejected"));
        run.awaitGate("review");

        run.decide("review", "reject", "kim", "editor");

        Map<?, ?> outputs = run.outputs();
        assertThat(outputs.get("published")).isEqualTo(false);
        assertThat(outputs.get("page")).isNull();
        assertThat(outputs.get("declined")).extracting("decision").isEqualTo("rejected");
        assertThat(home.resolve("workspace/rejected")).doesNotExist();
        run.replay();
    }

    @Test
    void shouldLetALanguageModelWriteWhereOneIsConfigured() throws Exception {
        try (MockWebServer model = new MockWebServer()) {
            model.start();
            for (int call = 0; call < 3; call++) {
                model.enqueue(new MockResponse.Builder()
                        .setHeader("Content-Type", "application/json")
                        .body(
                                "{\"model\":\"small\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Written by a model.\"}}]}")
                        .build());
            }
            ChatEndpoint chat = new ChatEndpoint(model.url("/v1").toString(), "small");

            Started run = start(
                    "publish-article", Map.of("source", "durable-workflows.md", "out", "chat"), Optional.of(chat));
            run.awaitGate("review");
            run.decide("review", "approve", "kim", "editor");

            assertThat(run.outputs().get("published")).isEqualTo(true);
            assertThat(Files.readString(home.resolve("workspace/chat/what-a-workflow-remembers/article.md")))
                    .isEqualTo(
                            "# What a workflow remembers\n\nWritten by a model.\n\nWritten by a model.\n\nWritten by a model.\n");
            assertThat(Objects.requireNonNull(model.takeRequest().getBody()).utf8())
                    .contains("\"model\":\"small\"", "pays an invoice");
            run.replay();
        }
    }

    @Test
    void shouldSayWhatIsWrongWithASourceThatIsNotThere() {
        Started run = start("publish-article", Map.of("source", "nowhere.md"));

        assertThatThrownBy(run::outputs).isInstanceOf(WorkflowFailedException.class);

        RunView view = run.view();
        assertThat(view.status()).isEqualTo(RunStatus.FAILED);
        RunView.TaskView ingest = Objects.requireNonNull(view.tasks().get("ingest"));
        assertThat(ingest.attempts()).isEqualTo(1);
        assertThat(Objects.requireNonNull(ingest.error()).code()).isEqualTo("file_not_found");
    }

    @Test
    void shouldCleanACsvFileWithFindingsOnceTheyAreApproved() throws Exception {
        Started run = start("csv-quality", Map.of("source", "orders.csv", "key", "customer"));
        run.awaitGate("review");

        run.decide("review", "approve", "sam", "steward");

        assertThat(run.outputs())
                .satisfies(outputs -> assertThat(outputs.get("findings")).isEqualTo(13))
                .satisfies(outputs -> assertThat(outputs.get("clean")).isEqualTo("cleaned/orders/clean.csv"));
        assertThat(Files.readAllLines(home.resolve("workspace/cleaned/orders/clean.csv")))
                .hasSize(119);
        run.replay();
    }

    @Test
    void shouldAskNobodyAboutACsvFileWithoutFindings() throws Exception {
        Files.writeString(home.resolve("workspace/clean.csv"), "id,name\n1,Ann\n2,Bo\n");

        Started run = start("csv-quality", Map.of("source", "clean.csv"));

        assertThat(run.outputs().get("rejected")).isEqualTo("cleaned/clean/rejected.csv");
        assertThat(run.statuses())
                .containsEntry("review", TaskStatus.SKIPPED)
                .containsEntry("decline", TaskStatus.SKIPPED);
        run.replay();
    }

    @Test
    void shouldLeaveACsvFileAloneWhenTheFindingsAreRejected() throws Exception {
        Started run = start("csv-quality", Map.of("source", "orders.csv", "out", "not-cleaned"));
        run.awaitGate("review");

        run.decide("review", "reject", "sam", "steward");

        assertThat(run.outputs().get("declined")).extracting("decision").isEqualTo("rejected");
        assertThat(home.resolve("workspace/not-cleaned")).doesNotExist();
        run.replay();
    }

    @Test
    void shouldReleaseWithTwoSignatures() throws Exception {
        Started run = start("release-checklist", Map.of("project", "project", "release", "1.4.0"));
        run.awaitGate("sign_off");

        run.decide("sign_off", "approve", "kim", "approver");
        assertThat(run.view().status().ended()).isFalse();
        run.decide("sign_off", "approve", "sam", "approver");

        assertThat(run.outputs().get("released")).isEqualTo(true);
        assertThat(Files.readString(home.resolve("workspace/releases/1.4.0/CHECKLIST.md")))
                .contains("- [x] Licence", "- kim: approve", "- sam: approve");
        run.replay();
    }

    @Test
    void shouldNotReleaseWhatOnePersonRejects() throws Exception {
        Started run = start("release-checklist", Map.of("project", "project", "release", "1.4.0", "out", "unreleased"));
        run.awaitGate("sign_off");

        run.decide("sign_off", "reject", "kim", "approver");

        assertThat(run.outputs().get("released")).isEqualTo(false);
        assertThat(home.resolve("workspace/unreleased")).doesNotExist();
    }

    @Test
    void shouldStopAReleaseWithErrorsBeforeAnyoneIsAsked() throws Exception {
        Started run = start("release-checklist", Map.of("project", "project", "release", "9.9.9"));

        assertThatThrownBy(run::outputs).isInstanceOf(WorkflowFailedException.class);

        RunView.TaskView blocked = Objects.requireNonNull(run.view().tasks().get("blocked"));
        assertThat(Objects.requireNonNull(blocked.error()).code()).isEqualTo("release_blocked");
        assertThat(blocked.error().message()).contains("Expected a heading with version 9.9.9");
        assertThat(run.statuses()).containsEntry("sign_off", TaskStatus.SKIPPED);
        run.replay();
    }

    @Test
    void shouldSweepEndpointsOfWhichOneIsDownAndOneGone() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(new MockResponse.Builder().code(200).body("fine").build());
            String up = server.url("/").toString();

            Started run = start(
                    "http-health-sweep",
                    Map.of("endpoints", List.of(up, "http://127.0.0.1:1/"), "patience", "5s", "fail_when_down", true));

            assertThatThrownBy(run::outputs).isInstanceOf(WorkflowFailedException.class);
            assertThat(run.statuses())
                    .containsEntry("probe_1", TaskStatus.COMPLETED)
                    .containsEntry("probe_2", TaskStatus.SKIPPED)
                    .containsEntry("probe_3", TaskStatus.SKIPPED)
                    .containsEntry("report", TaskStatus.COMPLETED)
                    .containsEntry("alarm", TaskStatus.FAILED);
            assertThat(run.output("report")).extracting("up", "down").containsExactly(1, 1);
            run.replay();
        }
    }

    @Test
    void shouldTakeAnInventoryAndWriteADigest() throws Exception {
        Started inventory = start("folder-inventory", Map.of("folder", "project"));
        Started digest = start("text-digest", Map.of("source", "durable-workflows.md", "sentences", 3));

        assertThat(inventory.outputs().get("files")).isEqualTo(6);
        assertThat(Files.readString(home.resolve("workspace")
                        .resolve((String) digest.outputs().get("digest"))))
                .startsWith("# What a workflow remembers\n\n- ");
        inventory.replay();
        digest.replay();
    }

    private static Started start(String id, Map<String, @Nullable Object> inputs) {
        return start(id, inputs, Optional.empty());
    }

    private static Started start(String id, Map<String, @Nullable Object> inputs, Optional<ChatEndpoint> chat) {
        Map<String, Agent> agents = AgentCatalog.ofTexts(CATALOG.agents(chat)).agents();
        Reading reading = Definitions.read(
                new SourceText(id, Objects.requireNonNull(CATALOG.definitions().get(id))), Surroundings.UNKNOWN);
        Definition definition = Objects.requireNonNull(reading.definition());
        String run = id + "-" + UUID.randomUUID();
        WorkflowClient.start(
                client.newWorkflowStub(
                        WeftRun.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(WeftRun.TASK_QUEUE)
                                .setWorkflowId(run)
                                .build())::run,
                new RunRequest(
                        id,
                        1,
                        Definitions.canonical(definition),
                        bound(definition, inputs),
                        agents,
                        "ann",
                        Map.of(),
                        List.of(SignedBy.API.publicKey()),
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        null,
                        null));
        return new Started(run);
    }

    private static Map<String, @Nullable Object> bound(Definition definition, Map<String, @Nullable Object> inputs) {
        return switch (InputBinder.bind(definition, inputs)) {
            case Binding.Bound bound -> bound.values();
            case Binding.Refused refused -> throw new AssertionError(refused.failures());
        };
    }

    private record Started(String id) {
        WeftRun stub() {
            return client.newWorkflowStub(WeftRun.class, id);
        }

        RunView view() {
            return stub().state();
        }

        Object output(String path) {
            return Objects.requireNonNull(stub().output(path));
        }

        Map<?, ?> outputs() {
            return Objects.requireNonNull(WorkflowStub.fromTyped(stub()).getResult(Map.class));
        }

        RunView awaitGate(String task) {
            return Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::view, view -> {
                RunView.TaskView gate = view.tasks().get(task);
                return gate != null && gate.gate() != null;
            });
        }

        void decide(String task, String decision, String by, String role) {
            stub().decide(SignedBy.API.sign(
                    id, new Decision(task, decision, by, List.of(role), "seen", null, null, null)));
        }

        Map<String, TaskStatus> statuses() {
            Map<String, TaskStatus> statuses = new HashMap<>();
            view().tasks().forEach((path, task) -> statuses.put(path, task.status()));
            return statuses;
        }

        void replay() throws Exception {
            WorkflowReplayer.replayWorkflowExecution(client.fetchHistory(id), RunWorkflow.class);
        }
    }
}
