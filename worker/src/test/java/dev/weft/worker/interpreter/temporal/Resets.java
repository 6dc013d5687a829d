package dev.weft.worker.interpreter.temporal;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ResetReapplyExcludeType;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.util.UUID;

/** Resets runs as an operator of Temporal does. */
final class Resets {
    private Resets() {}

    /** Starts the run again from an event, without what it was told since. */
    static void reset(WorkflowClient client, String run, long event) {
        reset(client, run, "", event);
    }

    /**
     * As the other.
     *
     * @param execution the history with the event; empty for the newest
     */
    static void reset(WorkflowClient client, String run, String execution, long event) {
        client.getWorkflowServiceStubs()
                .blockingStub()
                .resetWorkflowExecution(ResetWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setWorkflowExecution(WorkflowExecution.newBuilder()
                                .setWorkflowId(run)
                                .setRunId(execution))
                        .setReason("test")
                        .setRequestId(UUID.randomUUID().toString())
                        .setWorkflowTaskFinishEventId(event)
                        .addResetReapplyExcludeTypes(ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_SIGNAL)
                        .addResetReapplyExcludeTypes(ResetReapplyExcludeType.RESET_REAPPLY_EXCLUDE_TYPE_UPDATE)
                        .build());
    }
}
