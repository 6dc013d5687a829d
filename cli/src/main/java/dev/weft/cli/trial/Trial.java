package dev.weft.cli.trial;

import dev.weft.cli.cases.Subject;
import dev.weft.cli.cases.TestCase;
import dev.weft.cli.verdict.Outcome;
import dev.weft.definitions.Definitions;
import dev.weft.worker.protocol.PinnedDefinition;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs cases in virtual time, one after the other. Not thread safe: such servers don't stand each other.
 */
public final class Trial implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How far the clock of a server may have leapt for another case to be run on it. */
    private static final Duration FAR = Duration.ofDays(3650);

    private final Subject subject;
    private final Volunteers volunteers;
    private @Nullable Stage stage;
    private Duration gone = Duration.ZERO;

    private Trial(Subject subject, Volunteers volunteers) {
        this.subject = subject;
        this.volunteers = volunteers;
    }

    /** Of a subject whose work is mocked. */
    public static Trial of(Subject subject) {
        return of(subject, Volunteers.NONE);
    }

    /**
     * Of a subject whose work is mocked.
     *
     * @param volunteers act besides what cases say
     */
    public static Trial of(Subject subject, Volunteers volunteers) {
        return new Trial(subject, volunteers);
    }

    /** The id of the run of a case, so that what names it is the same each time. */
    public static String runId(String workflow) {
        return workflow + "-test";
    }

    /** Runs a case to its end, or until nothing more happens. */
    public Outcome run(TestCase test) throws InterruptedException {
        long began = System.nanoTime();
        Stage used = stage(test);
        Seen seen = new Seen();
        Actors actors = new Actors(test, volunteers, used.server(), seen, used.threads());
        World world = new World(test, used.server(), seen, actors.events());
        used.play(new Stage.Scene(world, actors));
        boolean ended = go(test, used, seen);
        Outcome outcome = new Looking(used.server().client(), seen).outcome(runId(subject.workflow()), began);
        actors.end();
        gone = gone.plus(outcome.took());
        if (!ended || test.startsAt() != null || !world.isIdle() || seen.runs().size() > 1 || gone.compareTo(FAR) > 0) {
            close();
        }
        return outcome;
    }

    private Stage stage(TestCase test) {
        if (test.startsAt() != null) {
            close();
        }
        Stage open = stage;
        if (open == null) {
            open = Stage.open(Objects.requireNonNullElseGet(test.startsAt(), Instant::now));
            stage = open;
            gone = Duration.ZERO;
        }
        return open;
    }

    /** Lets go of the server in the background, as that takes a while and nothing waits for it. */
    @Override
    public void close() {
        Stage open = stage;
        stage = null;
        if (open != null) {
            Thread.ofPlatform().daemon().name("weft-trial-close").start(open::close);
        }
    }

    /** Whether the run has ended by itself, and all that it has started. */
    private boolean go(TestCase test, Stage used, Seen seen) throws InterruptedException {
        WorkflowStub run = start(test, used.server().client());
        AtomicBoolean over = new AtomicBoolean();
        // Where all that is under way waits for nothing but people, the clock leaps to this.
        CompletableFuture<Boolean> limit = CompletableFuture.supplyAsync(
                () -> {
                    used.server().sleep(test.limit());
                    if (over.get()) {
                        used.server().release();
                    }
                    return false;
                },
                used.threads());
        CompletableFuture<Boolean> end = run.getResultAsync(Object.class).handle((result, failure) -> true);
        try {
            if (patiently(CompletableFuture.anyOf(limit, end), seen) && seen.allEnded()) {
                over.set(true);
                used.server().hold();
                return !limit.isDone();
            }
            patiently(limit, seen);
        } catch (ExecutionException e) {
            // What can be seen of the run tells.
        }
        return false;
    }

    /** Whether it comes true, so long as anything is seen to happen. */
    private static boolean patiently(CompletableFuture<?> future, Seen seen)
            throws InterruptedException, ExecutionException {
        int before = -1;
        while (seen.changes() != before) {
            before = seen.changes();
            try {
                return Boolean.TRUE.equals(future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            } catch (TimeoutException e) {
                // Where something happened meanwhile, the machine is slow.
            }
        }
        return false;
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
        Map<String, String> labels =
                new LinkedHashMap<>(subject.plan().definition().labels());
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
