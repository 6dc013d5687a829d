package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.TestConnection;
import dev.weft.worker.lease.temporal.LeaseWorkflow;
import dev.weft.worker.protocol.RunMarks;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.ArrayList;
import java.util.List;

/** The interpreter, and leases, must make the same commands of a history again. */
final class Replays {
    /** In ms. Longer than Temporal's second, as the first run of a JVM loads classes, on a machine that does other things, too. */
    private static final long PATIENCE = 30_000;

    /** Which server it is doesn't matter: a replay asks it what it can do, and nothing else. */
    private static final WorkflowClient ANY = TestConnection.to("default").client();

    private Replays() {}

    /**
     * Fails where it doesn't, or where it makes others of the history as a server hands it out that has just been told which search
     * attributes there are: without those that the run was started with.
     */
    static void replay(WorkflowExecutionHistory history) throws Exception {
        replayed(history);
        HistoryEvent started = history.getEvents().getFirst();
        WorkflowExecutionStartedEventAttributes start = started.getWorkflowExecutionStartedEventAttributes();
        boolean saysAll = start.getMemo()
                .containsFields(start.getContinuedExecutionRunId().isEmpty() ? RunMarks.STARTED_BY : RunMarks.TOLD);
        if (saysAll && start.hasSearchAttributes()) {
            List<HistoryEvent> events = new ArrayList<>(history.getEvents());
            events.set(
                    0,
                    started.toBuilder()
                            .setWorkflowExecutionStartedEventAttributes(
                                    start.toBuilder().clearSearchAttributes())
                            .build());
            replayed(new WorkflowExecutionHistory(
                    History.newBuilder().addAllEvents(events).build(),
                    history.getWorkflowExecution().getWorkflowId()));
        }
    }

    private static void replayed(WorkflowExecutionHistory history) throws Exception {
        WorkerFactory factory = WorkerFactory.newInstance(ANY);
        try {
            Worker worker = factory.newWorker(
                    "replays",
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(PATIENCE)
                            .build());
            worker.registerWorkflowImplementationTypes(RunWorkflow.class, LeaseWorkflow.class);
            worker.replayWorkflowExecution(history);
        } finally {
            factory.shutdownNow();
        }
    }
}
