package dev.weft.worker.interpreter.temporal;

import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;

/** The interpreter must make the same commands of a history again. */
final class Replays {
    /** In ms. Longer than Temporal's second, as the first run of a JVM loads classes, on a machine that does other things, too. */
    private static final long PATIENCE = 30_000;

    private Replays() {}

    /** Fails where it doesn't. */
    static void replay(WorkflowExecutionHistory history) throws Exception {
        try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
            Worker worker = environment.newWorker(
                    "replays",
                    WorkerOptions.newBuilder()
                            .setDefaultDeadlockDetectionTimeout(PATIENCE)
                            .build());
            worker.registerWorkflowImplementationTypes(RunWorkflow.class);
            worker.replayWorkflowExecution(history);
        }
    }
}
