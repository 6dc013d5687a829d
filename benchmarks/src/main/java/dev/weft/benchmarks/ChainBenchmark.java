package dev.weft.benchmarks;

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
import dev.weft.worker.protocol.SearchAttributes;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes.Builder;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A chain of remote no-op tasks by the interpreter, against a hand-written workflow of as many activities: on one
 * server, in one process, in turns. Prints medians, their ratio, and events and bytes a task.
 *
 * <p>Arguments: steps (50), rounds (9).
 */
public final class ChainBenchmark {
    private static final int WARM_UP = 200;

    private ChainBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9;
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(TestServers.temporal().address())
                .build());
        WorkflowClient client = WorkflowClient.newInstance(service);
        Path home = Files.createTempDirectory("weft-benchmark");
        WorkerFactory byHand = handWritten(client);
        try (ActionRuntime runtime = ActionRuntime.open(WorkerSettings.fromEnvironment(home, Map.of()));
                WeftWorker weft = WeftWorker.start(client, new TaskActivity(runtime), WorkerLimits.DEFAULT)) {
            List<Sample> hand = new ArrayList<>();
            List<Sample> interpreted = new ArrayList<>();
            String definition = canonical(WeftDefinitions.chain(steps));
            for (int round = -WARM_UP; round < rounds; round++) {
                Sample first = byHand(client, steps);
                Sample second = interpreted(client, definition);
                if (round >= 0) {
                    hand.add(first);
                    interpreted.add(second);
                }
            }
            print(System.out, steps, hand, interpreted);
        } finally {
            byHand.shutdownNow();
            service.shutdownNow();
        }
    }

    private static WorkerFactory handWritten(WorkflowClient client) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        var worker = factory.newWorker(
                HandWritten.TASK_QUEUE,
                WorkerOptions.newBuilder().setUsingVirtualThreads(true).build());
        worker.registerWorkflowImplementationTypes(HandWritten.ChainWorkflow.class);
        worker.registerActivitiesImplementations(new HandWritten.NoSteps());
        factory.start();
        return factory;
    }

    private static Sample byHand(WorkflowClient client, int steps) {
        String id = "by-hand-" + UUID.randomUUID();
        HandWritten.Chain chain = client.newWorkflowStub(
                HandWritten.Chain.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(HandWritten.TASK_QUEUE)
                        .setWorkflowId(id)
                        .build());
        return Sample.of(client, id, () -> chain.run(steps));
    }

    private static Sample interpreted(WorkflowClient client, String definition) {
        String id = "chain-" + UUID.randomUUID();
        Agent agent = new Agent("noop", "", List.of(), Map.of(), null, new AgentKind.Java("noop"));
        WeftRun run = client.newWorkflowStub(
                WeftRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(WeftRun.TASK_QUEUE)
                        .setWorkflowId(id)
                        .setTypedSearchAttributes(attributes())
                        .build());
        RunRequest request = new RunRequest("chain", 1, definition, Map.of(), Map.of("noop", agent), "", Map.of());
        return Sample.of(client, id, () -> run.run(request));
    }

    private static io.temporal.common.SearchAttributes attributes() {
        Builder builder = io.temporal.common.SearchAttributes.newBuilder();
        builder.set(SearchAttributes.WORKFLOW, "chain");
        builder.set(SearchAttributes.REVISION, 1L);
        builder.set(SearchAttributes.STATUS, "RUNNING");
        builder.set(SearchAttributes.PROGRESS, 0L);
        return builder.build();
    }

    private static String canonical(String yaml) {
        Reading reading = Definitions.read(new SourceText("chain.yaml", yaml), Surroundings.UNKNOWN);
        return Definitions.canonical(Objects.requireNonNull(reading.definition(), () -> "" + reading.problems()));
    }

    private static void print(PrintStream out, int steps, List<Sample> hand, List<Sample> interpreted) {
        out.printf("%-28s %10s %14s %14s%n", "chain of " + steps, "median ms", "events a task", "bytes a task");
        row(out, "hand-written Temporal Java", steps, hand);
        row(out, "Weft", steps, interpreted);
        out.printf("ratio of medians: %.2f%n", Sample.median(interpreted) / Sample.median(hand));
    }

    private static void row(PrintStream out, String name, int steps, List<Sample> samples) {
        Sample last = samples.getLast();
        out.printf(
                "%-28s %10.1f %14.2f %14.0f%n",
                name, Sample.median(samples), (double) last.events() / steps, (double) last.bytes() / steps);
    }
}
