package dev.weft.worker.interpreter.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.worker.protocol.ItemDesk;
import dev.weft.worker.protocol.RefusedException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;

/** Asks runs that do slices what was asked of the run with the loop. Thread safe. */
public final class PassedUpdates implements ItemDesk {
    private final WorkflowClient client;

    /**
     * @param client of the namespace; remains the caller's to close
     */
    public PassedUpdates(WorkflowClient client) {
        this.client = client;
    }

    @Override
    public JsonNode pass(Update update) {
        try {
            return client.newUntypedWorkflowStub(update.run())
                    .startUpdate(
                            UpdateOptions.newBuilder(JsonNode.class)
                                    .setUpdateName(update.name())
                                    .setUpdateId(update.id())
                                    .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                    .build(),
                            update.argument())
                    .getResult();
        } catch (WorkflowUpdateException e) {
            throw refused(
                    e.getCause() instanceof ApplicationFailure failure
                            ? failure.getOriginalMessage()
                            : String.valueOf(e.getCause()));
        } catch (WorkflowNotFoundException e) {
            if (isOpen(update.run())) {
                // Temporal dropped it with a workflow task: it is sent again.
                throw ApplicationFailure.newFailure("Run '%s' didn't hear it.".formatted(update.run()), "busy");
            }
            throw refused(RefusedException.Code.CONFLICT + ": The item was done by run '" + update.run()
                    + "', which has ended.");
        }
    }

    private boolean isOpen(String run) {
        try {
            return client.newUntypedWorkflowStub(run).describe().getStatus()
                    == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (WorkflowNotFoundException e) {
            return false;
        }
    }

    private static ApplicationFailure refused(String message) {
        return ApplicationFailure.newNonRetryableFailure(message, RefusedException.class.getName());
    }
}
