package dev.weft.benchmarks.size;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.definitions.source.SourceText;
import dev.weft.platform.testing.TestServers;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One server with a worker of either kind. */
final class Lab implements AutoCloseable {
    private static final Agent NOOP = new Agent("noop", "", List.of(), Map.of(), null, new AgentKind.Java("noop"));

    final WorkflowClient client;
    private final WorkflowServiceStubs service;
    private final Path file;
    private final ActionRuntime runtime;
    private final WeftWorker weft;
    private final WorkerFactory byHand;

    Lab() throws Exception {
        service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(TestServers.temporal().address())
                .build());
        client = WorkflowClient.newInstance(service);
        Path home = Files.createTempDirectory("weft-benchmark");
        file = Files.writeString(
                Files.createDirectories(home.resolve("workspace")).resolve("looked-at"), "x");
        runtime = ActionRuntime.open(WorkerSettings.fromEnvironment(home, Map.of()));
        weft = WeftWorker.start(client, new TaskActivity(runtime), WorkerLimits.DEFAULT);
        byHand = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        Worker worker = byHand.newWorker(
                ByHand.TASK_QUEUE,
                WorkerOptions.newBuilder().setUsingVirtualThreads(true).build());
        worker.registerWorkflowImplementationTypes(ByHand.ManyWorkflow.class);
        worker.registerActivitiesImplementations(new ByHand.RealSteps());
        byHand.start();
    }

    /** The file that steps look at. */
    String file() {
        return file.toString();
    }

    /** Does it by hand, to its end; answers the workflow's id. */
    String byHand(ByHand.Shape shape, int steps, String lookedAt) {
        String id = "by-hand-" + UUID.randomUUID();
        client.newWorkflowStub(
                        ByHand.Many.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(ByHand.TASK_QUEUE)
                                .setWorkflowId(id)
                                .build())
                .run(shape.name(), steps, lookedAt);
        return id;
    }

    /** Runs a definition to its end; answers the run's id. */
    String run(String canonical) {
        return run(canonical, null);
    }

    /**
     * As the other.
     *
     * @param continueAfter events after which it goes on in a new history; {@code null} for as many as suit the server
     */
    String run(String canonical, @Nullable Integer continueAfter) {
        String id = "run-" + UUID.randomUUID();
        WeftRun run = client.newWorkflowStub(
                WeftRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(WeftRun.TASK_QUEUE)
                        .setWorkflowId(id)
                        .build());
        WorkflowClient.start(
                run::run,
                new RunRequest(
                        "bench",
                        1,
                        canonical,
                        Map.of(),
                        Map.of("noop", NOOP),
                        "",
                        Map.of(),
                        List.of(),
                        null,
                        null,
                        Map.of(),
                        null,
                        null,
                        continueAfter,
                        null,
                        null));
        WorkflowStub.fromTyped(run).getResult(Object.class);
        return id;
    }

    static String canonical(String yaml) {
        Reading reading = Definitions.read(new SourceText("bench.yaml", yaml), Surroundings.UNKNOWN);
        return Definitions.canonical(Objects.requireNonNull(reading.definition(), () -> "" + reading.problems()));
    }

    @Override
    public void close() {
        byHand.shutdownNow();
        weft.close();
        runtime.close();
        service.shutdownNow();
    }
}
