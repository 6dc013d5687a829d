package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.TestConnection;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;

/** The interpreter must make the same commands of a history again. */
final class Replays {
    /** In ms. Longer than Temporal's second, as the first run of a JVM loads classes, on a machine that does other things, too. */
    private static final long PATIENCE = 30_000;

    /** Which server it is doesn't matter: a replay asks it what it can do, and nothing else. */
    private static final WorkflowClient ANY = TestConnection.to("default").client();

    private Replays() {}

    /** Fails where it doesn't. */
    static void replay(WorkflowExecutionHistory history) throws Exception {
        WorkerFactory factory = WorkerFactory.newInstance(ANY);
        try {
            Worker worker = factory.newWorker(
                    "replays",
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(PATIENCE)
                            .build());
            worker.registerWorkflowImplementationTypes(RunWorkflow.class);
            worker.replayWorkflowExecution(history);
        } finally {
            factory.shutdownNow();
        }
    }
}
