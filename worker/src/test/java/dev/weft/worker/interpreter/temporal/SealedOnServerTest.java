package dev.weft.worker.interpreter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.blob.Blobs;
import dev.weft.platform.testing.TestServers;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.blob.file.FileBlobStore;
import dev.weft.worker.interpreter.SignedBy;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunView;
import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.codec.KeySource;
import dev.weft.worker.protocol.codec.Keyset;
import dev.weft.worker.protocol.codec.SealException;
import dev.weft.worker.protocol.codec.SealedBlobStore;
import dev.weft.worker.protocol.codec.Sealer;
import dev.weft.worker.protocol.codec.SealingCodec;
import dev.weft.worker.protocol.large.LargeValueStore;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose payloads and blobs are sealed, on a real Temporal server: what it keeps, and what becomes of other keys. */
class SealedOnServerTest {
    private static final String MARKER = "Marker-7f3c19";

    private static final String DOCUMENT = """
            version: "3.0.0"
            id: sealed
            description: Marker-7f3c19
            inputs: {what: {type: string}}
            tasks:
              work: {action: agent_task, agent: worker, parameters: {what: "${{ inputs.what }}"}}
              large: {needs: [work], action: agent_task, agent: worker, parameters: {size: 100000}}
              fails: {needs: [work], action: agent_task, agent: worker, on_failure: skip}
              near: {needs: [work], action: file_operation, placement: local, parameters: {operation: stat, path: Marker-7f3c19.txt}}
              ask:
                needs: [large, fails, near]
                action: approval_gate
                parameters: {title: "${{ inputs.what }}", approvers: [anyone]}
              last: {needs: [ask], action: transform, parameters: {value: "${{ tasks.ask.output.comment + tasks.large.output.text.substring(0, 13) }}"}}
            outputs: {last: "${{ tasks.last.output }}"}
            """;

    private static WorkflowServiceStubs service;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final ScriptedActivities activities = new ScriptedActivities();
    private String namespace = "";
    private Path keys = Path.of("keys.json");

    @BeforeAll
    static void connect() {
        service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(TestServers.temporal().address())
                .build());
    }

    @AfterAll
    static void disconnect() {
        service.shutdownNow();
    }

    @BeforeEach
    void script() {
        namespace = TestServers.newNamespace();
        keys = folder.resolve("keys.json");
        activities.on("large", invocation -> Map.of("text", MARKER.repeat(10_000)));
        activities.on("fails", invocation -> {
            throw ApplicationFailure.newNonRetryableFailure(MARKER, "broken", new Failure("broken", MARKER, false));
        });
        activities.on("near", invocation -> Map.of("exists", MARKER));
        activities.otherwise(invocation -> Map.of("echo", MARKER));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private WorkflowClient client(Path file) {
        return WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(namespace)
                        .setDataConverter(SealingCodec.converter(new Sealer(KeySource.file(file))))
                        .build());
    }

    private WeftWorker work(Path file) throws IOException {
        Blobs blobs = new Blobs(
                new SealedBlobStore(FileBlobStore.open(folder.resolve("blobs")), new Sealer(KeySource.file(file))));
        WeftWorker worker = WeftWorker.start(
                client(file), activities, WorkerLimits.DEFAULT, null, null, null, new LargeValueStore(blobs));
        open.add(blobs);
        open.add(worker::closeNow);
        return worker;
    }

    private Runs.Run start() {
        return new Runs(client(keys))
                .start(new RunRequest(
                        "sealed",
                        1,
                        Runs.canonical(DOCUMENT),
                        Map.of("what", MARKER),
                        Map.of("worker", Runs.agent("worker", List.of())),
                        "ann",
                        Map.of("team", "blue"),
                        List.of(SignedBy.API.publicKey()),
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    private static void approve(Runs.Run run) {
        run.await(view -> view.status() == RunStatus.WAITING);
        run.decide(new Decision("ask", "approve", "kim", List.of(), MARKER, null, null, null));
    }

    @Test
    void shouldKeepNothingInTheClear() throws Exception {
        Files.writeString(keys, Keyset.make().write());
        work(keys);

        Runs.Run run = start();
        approve(run);

        assertThat(run.result()).isEqualTo(Map.of("last", MARKER + MARKER));
        assertThat(run.view().tasks().get("fails"))
                .extracting(RunView.TaskView::reason)
                .asString()
                .contains(MARKER);
        assertThat(kept(run)).noneMatch(SealedOnServerTest::holdsTheMarker);
        assertThat(blobs()).isNotEmpty().noneMatch(SealedOnServerTest::holdsTheMarker);
        replay(run);
    }

    /** That the other test would see it. */
    @Test
    void shouldKeepAllInTheClearWithoutKeys() throws Exception {
        work(keys);

        Runs.Run run = start();
        approve(run);
        run.end();

        assertThat(kept(run)).filteredOn(SealedOnServerTest::holdsTheMarker).hasSizeGreaterThan(5);
        assertThat(blobs()).anyMatch(SealedOnServerTest::holdsTheMarker);
    }

    @Test
    void shouldGoOnUnderANewKeyAndReadWhatOldOnesSealed() throws Exception {
        Keyset first = Keyset.make();
        Files.writeString(keys, first.write());
        work(keys);
        Runs.Run before = start();
        before.await(view -> view.status() == RunStatus.WAITING);

        Keyset second = first.withNewKey(true);
        Files.writeString(keys, second.write());
        Runs.Run after = start();
        approve(before);
        approve(after);

        assertThat(before.result()).isEqualTo(Map.of("last", MARKER + MARKER));
        assertThat(after.result()).isEqualTo(Map.of("last", MARKER + MARKER));
        assertThat(text(kept(before))).contains(first.primary(), second.primary());
        assertThat(text(kept(after))).contains(second.primary());
        assertThat(kept(before)).noneMatch(SealedOnServerTest::holdsTheMarker);
        replay(before);
    }

    @Test
    void shouldBeginToSealOnceThereAreKeys() throws Exception {
        work(keys);
        Runs.Run run = start();
        run.await(view -> view.status() == RunStatus.WAITING);

        Keyset made = Keyset.make();
        Files.writeString(keys, made.write());
        Awaitility.await().until(() -> new Sealer(KeySource.file(keys)).isOn());
        run.decide(new Decision("ask", "approve", "kim", List.of(), MARKER, null, null, null));

        assertThat(run.result()).isEqualTo(Map.of("last", MARKER + MARKER));
        replay(run);
    }

    @Test
    void shouldWaitForTheKeyAndGoOnOnceItIsBack() throws Exception {
        // given a run that waits, and a worker with keys of its own
        Keyset right = Keyset.make();
        Files.writeString(keys, right.write());
        WeftWorker first = work(keys);
        Runs.Run run = start();
        run.await(view -> view.status() == RunStatus.WAITING);
        first.close();
        Path others = folder.resolve("others.json");
        Files.writeString(others, Keyset.make().write());
        work(others);

        // when somebody decides
        run.stub().approval(Map.of("task", "ask", "decision", "approve", "by", "kim", "comment", MARKER));

        // then the run says which key it waits for
        String wanted =
                "Expected key " + right.primary() + " to read a payload, but it isn't among the keys in " + others;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> troubles(run, client(others)), troubles -> troubles.contains(wanted));

        // and goes on once it is there
        Files.writeString(others, right.write());
        assertThat(run.result()).isEqualTo(Map.of("last", MARKER + MARKER));
    }

    @Test
    void shouldNotGoOnInTheClearOnceItMetSomethingSealed() throws Exception {
        Files.writeString(keys, Keyset.make().write());
        work(keys);
        Runs.Run run = start();
        run.await(view -> view.status() == RunStatus.WAITING);
        WorkflowClient without = client(folder.resolve("none.json"));

        assertThatThrownBy(() -> new Runs.Run(without, run.id()).view())
                .hasStackTraceContaining("there are no keys in " + folder.resolve("none.json"));
        assertThatThrownBy(() -> new Runs.Run(without, run.id()).stub().approval(Map.of("task", "ask")))
                .hasRootCauseInstanceOf(SealException.class);
        approve(run);
        run.end();
    }

    /** Everything that Temporal keeps of a run, as it keeps it. */
    private static List<byte[]> kept(Runs.Run run) {
        List<byte[]> kept = new ArrayList<>();
        for (WorkflowExecutionHistory history : run.histories()) {
            for (HistoryEvent event : history.getEvents()) {
                kept.add(event.toByteArray());
            }
        }
        return kept;
    }

    /** What workers have said of steps that they couldn't take. */
    private static String troubles(Runs.Run run, WorkflowClient reader) {
        StringBuilder troubles = new StringBuilder();
        for (HistoryEvent event : run.history().getEvents()) {
            if (event.hasWorkflowTaskFailedEventAttributes()) {
                Throwable failure = reader.getOptions()
                        .getDataConverter()
                        .failureToException(
                                event.getWorkflowTaskFailedEventAttributes().getFailure());
                for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                    troubles.append(cause.getMessage()).append('\n');
                }
            }
        }
        return troubles.toString();
    }

    private List<byte[]> blobs() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("blobs"))) {
            List<byte[]> contents = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readAllBytes(file));
            }
            return contents;
        }
    }

    private static boolean holdsTheMarker(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(MARKER);
    }

    private static String text(List<byte[]> all) {
        StringBuilder text = new StringBuilder();
        all.forEach(bytes -> text.append(new String(bytes, StandardCharsets.ISO_8859_1)));
        return text.toString();
    }

    private static void replay(Runs.Run run) throws Exception {
        WorkerFactory factory = WorkerFactory.newInstance(run.client());
        try {
            Worker worker = factory.newWorker("never-polled");
            worker.registerWorkflowImplementationTypes(RunWorkflow.class);
            for (WorkflowExecutionHistory history : run.histories()) {
                worker.replayWorkflowExecution(Objects.requireNonNull(history));
            }
        } finally {
            factory.shutdownNow();
        }
        assertThat(run.client().newWorkflowStub(WeftRun.class, run.id()).state().status())
                .isEqualTo(RunStatus.COMPLETED);
    }
}
