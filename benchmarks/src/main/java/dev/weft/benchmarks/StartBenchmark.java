package dev.weft.benchmarks;

import dev.weft.definitions.Definitions;
import dev.weft.definitions.Reading;
import dev.weft.definitions.Surroundings;
import dev.weft.definitions.source.SourceText;
import dev.weft.platform.testing.TestServers;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.WorkerLimits;
import dev.weft.worker.activity.ActionRuntime;
import dev.weft.worker.activity.TaskActivity;
import dev.weft.worker.activity.WorkerSettings;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A run of one pure task against an empty hand-written workflow, each started by the process that also works on it, with
 * and without eager start: on one server, in one process, in turns. Prints medians and their ratio.
 *
 * <p>Arguments: rounds (50).
 */
public final class StartBenchmark {
    private static final int WARM_UP = 1_000;
    private static final String ONE_TASK = """
            version: "3.0.0"
            id: one-task
            tasks: {one: {action: transform, parameters: {value: 1}}}
            """;

    private StartBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(TestServers.temporal().address())
                .build());
        WorkflowClient client = WorkflowClient.newInstance(service);
        Path home = Files.createTempDirectory("weft-benchmark");
        WorkerFactory byHand = handWritten(client);
        try (ActionRuntime runtime = ActionRuntime.open(WorkerSettings.fromEnvironment(home, Map.of()));
                WeftWorker weft = WeftWorker.start(client, new TaskActivity(runtime), WorkerLimits.DEFAULT)) {
            for (boolean eager : List.of(true, false)) {
                compare(client, eager, rounds);
            }
        } finally {
            byHand.shutdownNow();
            service.shutdownNow();
        }
    }

    private static void compare(WorkflowClient client, boolean eager, int rounds) {
        RunRequest request = new RunRequest("one-task", 1, canonical(), Map.of(), Map.of(), "", Map.of());
        List<Sample> hand = new ArrayList<>();
        List<Sample> weft = new ArrayList<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            WorkflowOptions.Builder empty = WorkflowOptions.newBuilder().setTaskQueue(HandWritten.TASK_QUEUE);
            WorkflowOptions.Builder run = WorkflowOptions.newBuilder()
                    .setTaskQueue(WeftRun.TASK_QUEUE)
                    .setPriority(RunMarks.priority(request))
                    .setTypedSearchAttributes(RunMarks.attributes(request));
            Sample first = sample(client, "Empty", empty.setDisableEagerExecution(!eager));
            Sample second = sample(client, WeftRun.TYPE, run.setDisableEagerExecution(!eager), request);
            if (round >= 0) {
                hand.add(first);
                weft.add(second);
            }
        }
        double floor = Sample.median(hand);
        double own = Sample.median(weft);
        System.out.printf(
                "eager start %-5s  empty by hand %6.1f ms, %d events  one pure task %6.1f ms, %d events  ratio %.2f%n",
                eager, floor, hand.getLast().events(), own, weft.getLast().events(), own / floor);
    }

    private static Sample sample(
            WorkflowClient client, String type, WorkflowOptions.Builder options, Object... arguments) {
        String id = "start-" + UUID.randomUUID();
        WorkflowStub stub =
                client.newUntypedWorkflowStub(type, options.setWorkflowId(id).build());
        return Sample.of(client, id, () -> {
            stub.start(arguments);
            stub.getResult(Object.class);
        });
    }

    private static WorkerFactory handWritten(WorkflowClient client) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        factory.newWorker(HandWritten.TASK_QUEUE).registerWorkflowImplementationTypes(HandWritten.EmptyWorkflow.class);
        factory.start();
        return factory;
    }

    private static String canonical() {
        Reading reading = Definitions.read(new SourceText("one.yaml", ONE_TASK), Surroundings.UNKNOWN);
        return Definitions.canonical(Objects.requireNonNull(reading.definition(), () -> "" + reading.problems()));
    }
}
