package dev.weft.worker.interpreter.temporal;

import com.google.protobuf.Timestamp;
import dev.weft.worker.interpreter.RunLoop;
import dev.weft.worker.interpreter.document.StateDocument;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.interpreter.state.RunState;
import dev.weft.worker.protocol.RefusedException;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStart;
import dev.weft.worker.protocol.WeftRevival.Question;
import dev.weft.worker.protocol.large.KeptState;
import dev.weft.worker.protocol.large.LargeValueStore;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs that were terminated, as they were just before: the interpreter itself is taken through the history, without the
 * event that ended it. So it is with others that have ended, for what no query can answer. Thread safe; one run at a time.
 */
public final class RunReplay implements RevivalActivity {
    private static final String NEVER_POLLED = "weft-replay";

    /** In ms. Whoever asks waits; a run whose state is large takes more than the second that Temporal grants. */
    private static final long PATIENCE = 20_000;

    private static final ReentrantLock LOCK = new ReentrantLock();

    private final WorkflowClient client;
    private final @Nullable LargeValueStore store;

    /**
     * @param client of the namespace; remains the caller's to close
     * @param store where states of runs may be kept; {@code null} for none
     */
    public RunReplay(WorkflowClient client, @Nullable LargeValueStore store) {
        this.client = client;
        this.store = store;
    }

    @Override
    public @Nullable Object ask(Question question) {
        try {
            WorkflowExecutionHistory history = untilItsEnd(question);
            boolean tookAStep = history.getEvents().stream()
                    .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
            return tookAStep ? replayed(history, question) : ofItsRequest(history, question);
        } catch (ApplicationFailure e) {
            throw e;
        } catch (Exception e) {
            throw ApplicationFailure.newNonRetryableFailureWithCause(
                    "The history of run '%s' can't be replayed: %s".formatted(question.run(), e), "replay_failed", e);
        }
    }

    private @Nullable Object replayed(WorkflowExecutionHistory history, Question question) throws Exception {
        LOCK.lock();
        WorkerFactory factory = WorkerFactory.newInstance(client);
        try {
            Worker worker = factory.newWorker(
                    NEVER_POLLED,
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(PATIENCE)
                            .build());
            worker.registerWorkflowImplementationTypes(ReplayedRun.class);
            worker.replayWorkflowExecution(history);
            ReplayedRun run = Objects.requireNonNull(ReplayedRun.LAST.getAndSet(null));
            if (run.isLoading()) {
                return ofItsRequest(history, question);
            }
            return run.answers().to(question.query(), question.argument(), this::keep);
        } finally {
            factory.shutdownNow();
            LOCK.unlock();
        }
    }

    /** One that had no time to do anything is as it was asked to begin. */
    private @Nullable Object ofItsRequest(WorkflowExecutionHistory history, Question question) {
        RunRequest request = Objects.requireNonNull(client.getOptions()
                .getDataConverter()
                .fromPayloads(
                        0,
                        Optional.of(history.getEvents()
                                .getFirst()
                                .getWorkflowExecutionStartedEventAttributes()
                                .getInput()),
                        RunRequest.class,
                        RunRequest.class));
        RunLoop loop = new RunLoop(PlanCache.plan(request.definition()), new RunFacts(question.run(), request));
        RunStart start = request.start();
        RunState state = start == null ? RunState.initial(loop.plan()) : state(start);
        Timestamp created = history.getEvents().getFirst().getEventTime();
        return new RunAnswers(loop, state, Instant.ofEpochSecond(created.getSeconds(), created.getNanos()), null)
                .to(question.query(), question.argument(), this::keep);
    }

    private KeptState keep(byte[] state) {
        if (store == null) {
            throw new RefusedException(
                    RefusedException.Code.CONFLICT,
                    "Expected a worker with a blob store, as the state of the run is large, but there is none: set one, and try again.");
        }
        return new LargeEvaluation(store).keepState(state);
    }

    private RunState state(RunStart start) {
        KeptState kept = StateDocument.whereKept(start.state());
        return kept == null
                ? StateDocument.read(start.state())
                : StateDocument.read(new LargeEvaluation(store).document(kept));
    }

    private WorkflowExecutionHistory untilItsEnd(Question question) {
        WorkflowExecutionHistory whole = client.fetchHistory(question.run(), question.execution());
        List<HistoryEvent> events = whole.getEvents();
        boolean terminated = events.getLast().getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED;
        return new WorkflowExecutionHistory(
                History.newBuilder()
                        .addAllEvents(terminated ? events.subList(0, events.size() - 1) : events)
                        .build(),
                question.run());
    }
}
