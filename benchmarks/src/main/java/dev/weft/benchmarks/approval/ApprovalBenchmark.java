package dev.weft.benchmarks.approval;

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
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.SearchAttributeRegistration;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs that wait for an approval, all at once, on one worker; then decisions on some of them, picked at random: from the
 * update to the run's end. Prints the heap that is in use while all wait, and the decisions' times.
 *
 * <p>Arguments: runs (5000), decisions (500), decisions at once (4).
 */
public final class ApprovalBenchmark {
    private static final int STARTERS = 16;
    private static final double MEGABYTE = 1024 * 1024;

    private static final String GATE = """
            version: "3.0.0"
            id: waiting
            tasks:
              ask:
                action: approval_gate
                parameters:
                  levels:
                    - {approvers: [anyone], timeout: 30d, on_timeout: escalate}
                    - {approvers: ["user:chief"], stand_in: true, timeout: 30d, on_timeout: reject}
                  remind_every: 2d
            outputs: {decision: "${{ tasks.ask.output.decision }}"}
            """;

    private ApprovalBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int runs = argument(arguments, 0, 5_000);
        int decisions = Math.min(runs, argument(arguments, 1, 500));
        int atOnce = argument(arguments, 2, 4);
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(TestServers.temporal().address())
                .build());
        SearchAttributeRegistration.ensure(service, "default");
        WorkflowClient client = WorkflowClient.newInstance(service);
        Path home = Files.createTempDirectory("weft-benchmark");
        try (ActionRuntime runtime = ActionRuntime.open(WorkerSettings.fromEnvironment(home, Map.of()));
                WeftWorker weft = WeftWorker.start(client, new TaskActivity(runtime), WorkerLimits.DEFAULT)) {
            String definition = canonical();
            long began = System.nanoTime();
            List<String> waiting =
                    inParallel(STARTERS, Collections.nCopies(runs, ""), any -> start(client, definition));
            double seconds = (System.nanoTime() - began) / 1e9;
            double heap = heap();
            List<String> some = new ArrayList<>(waiting);
            Collections.shuffle(some, new Random(1));
            List<Double> millis =
                    new ArrayList<>(inParallel(atOnce, some.subList(0, decisions), run -> decide(client, run)));
            Collections.sort(millis);
            System.out.printf(
                    "| runs that wait | asked in s | heap in use MB | of at most MB | decisions | at once | p50 ms | p99 ms | most ms |%n"
                            + "|---|---|---|---|---|---|---|---|---|%n| %,d | %.1f | %.0f | %.0f | %,d | %d | %.0f | %.0f | %.0f |%n",
                    runs,
                    seconds,
                    heap,
                    Runtime.getRuntime().maxMemory() / MEGABYTE,
                    decisions,
                    atOnce,
                    percentile(millis, 0.5),
                    percentile(millis, 0.99),
                    millis.getLast());
        } finally {
            service.shutdownNow();
        }
    }

    /** Starts a run and waits until its gate is asked: the query is answered after the first workflow task. */
    private static String start(WorkflowClient client, String definition) {
        String id = "waiting-" + UUID.randomUUID();
        WeftRun run = client.newWorkflowStub(
                WeftRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(WeftRun.TASK_QUEUE)
                        .setWorkflowId(id)
                        .build());
        WorkflowClient.start(run::run, new RunRequest("waiting", 1, definition, Map.of(), Map.of(), "ann", Map.of()));
        Objects.requireNonNull(run.state().tasks().get("ask"), "the gate");
        return id;
    }

    private static double decide(WorkflowClient client, String id) {
        WeftRun run = client.newWorkflowStub(WeftRun.class, id);
        long began = System.nanoTime();
        run.decide(new Decision("ask", "approve", "bob", null, null, 1, null, null));
        Object decided = WorkflowStub.fromTyped(run).getResult(Object.class);
        double millis = (System.nanoTime() - began) / 1e6;
        if (!Map.of("decision", "approved").equals(decided)) {
            throw new IllegalStateException("Expected an approved run, but found " + decided);
        }
        return millis;
    }

    private interface Work<A, B> {
        B of(A argument) throws Exception;
    }

    private static <A, B> List<B> inParallel(int threads, List<A> arguments, Work<A, B> work) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<B>> futures = new ArrayList<>();
            for (A argument : arguments) {
                futures.add(pool.submit(() -> work.of(argument)));
            }
            List<B> results = new ArrayList<>();
            for (Future<B> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    /** What is in use once all that can be freed is. */
    private static double heap() throws InterruptedException {
        System.gc();
        Thread.sleep(Duration.ofSeconds(1));
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    private static String canonical() {
        Reading reading = Definitions.read(new SourceText("waiting.yaml", GATE), Surroundings.UNKNOWN);
        return Definitions.canonical(Objects.requireNonNull(reading.definition(), () -> "" + reading.problems()));
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
