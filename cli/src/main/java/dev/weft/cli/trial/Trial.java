package dev.weft.cli.trial;

import dev.weft.cli.cases.Subject;
import dev.weft.cli.cases.TestCase;
import dev.weft.cli.verdict.Outcome;
import dev.weft.definitions.Definitions;
import dev.weft.worker.WeftWorker;
import dev.weft.worker.protocol.PinnedDefinition;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one case in virtual time, each on a server of its own. Not thread safe: such servers don't stand each other. */
public final class Trial {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AFTERWARDS = Duration.ofSeconds(2);

    private final Subject subject;
    private final @Nullable Function<TaskInvocation, @Nullable Object> otherwise;

    private Trial(Subject subject, @Nullable Function<TaskInvocation, @Nullable Object> otherwise) {
        this.subject = subject;
        this.otherwise = otherwise;
    }

    /** Of a subject whose work is mocked. */
    public static Trial of(Subject subject) {
        return new Trial(subject, null);
    }

    /** The id of the run of a case, so that what names it is the same each time. */
    static String runId(String workflow) {
        return workflow + "-test";
    }

    /** Runs a case to its end, or until nothing more happens. */
    public Outcome run(TestCase test) throws InterruptedException {
        long began = System.nanoTime();
        Instant at = Objects.requireNonNullElseGet(test.startsAt(), Instant::now);
        Seen seen = new Seen();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                VirtualServer server = VirtualServer.start(at)) {
            Actors actors = new Actors(test, server, seen, threads);
            World world = new World(
                    test, server, seen, actors.events(), otherwise == null ? null : otherwise::apply);
            WorkerFactory lookup = Lookup.serve(server.client());
            WeftWorker worker =
                    WeftWorker.trial(server.client(), world, actors.events(), actors, new Attempts());
            try {
                go(test, server, threads);
                return new Looking(subject, server.client(), seen).outcome(runId(subject.workflow()), began);
            } finally {
                threads.shutdownNow();
                lookup.shutdownNow();
                worker.closeNow();
            }
        }
    }

    private void go(TestCase test, VirtualServer server, ExecutorService threads) throws InterruptedException {
        WorkflowStub run = start(test, server.client());
        // Where all that is under way waits for nothing but people, the clock leaps to this.
        CompletableFuture<Void> limit =
                CompletableFuture.runAsync(() -> server.sleep(test.limit()), threads);
        CompletableFuture<Object> end = run.getResultAsync(Object.class).handle((result, failure) -> run);
        try {
            CompletableFuture.anyOf(limit, end).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            limit.get(AFTERWARDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What can be seen of the run tells.
        }
    }

    private WorkflowStub start(TestCase test, WorkflowClient client) {
        RunRequest request = request(test);
        WeftRun run = client.newWorkflowStub(
                WeftRun.class,
                WorkflowOptions.newBuilder()
                        .setTaskQueue(WeftRun.TASK_QUEUE)
                        .setWorkflowId(runId(subject.workflow()))
                        .setPriority(RunMarks.priority(request))
                        .setMemo(RunMarks.memo(request))
                        .setTypedSearchAttributes(RunMarks.attributes(request))
                        .build());
        WorkflowClient.start(run::run, request);
        return WorkflowStub.fromTyped(run);
    }

    private RunRequest request(TestCase test) {
        List<String> agents = List.copyOf(subject.agents().keySet());
        List<String> all = List.copyOf(subject.documents().keySet());
        Map<String, PinnedDefinition> pinned = new LinkedHashMap<>();
        subject.documents()
                .forEach((id, document) -> pinned.put(
                        id, new PinnedDefinition(id, 1, Definitions.digest(document), document, agents, all)));
        Map<String, String> labels = new LinkedHashMap<>(subject.plan().definition().labels());
        labels.putAll(test.labels());
        return new RunRequest(
                subject.workflow(),
                1,
                Objects.requireNonNull(subject.documents().get(subject.workflow())),
                test.inputs(),
                subject.agents(),
                test.startedBy(),
                labels,
                List.of(Signer.one().publicKey()),
                subject.plan().definition().policy().priority(),
                null,
                pinned,
                null,
                null,
                null,
                null,
                null);
    }
}
