package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.SliceRevival;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;

/** Has runs go on that have ended, and did a slice of a loop. Thread safe. */
public final class RevivedSlices implements SliceRevival {
    private final WorkflowClient client;
    private final EndedRuns ended;

    /**
     * @param client of the namespace; remains the caller's to close
     * @param replay reads runs that have ended
     */
    public RevivedSlices(WorkflowClient client, RunReplay replay) {
        this.client = client;
        this.ended = new EndedRuns(client, replay);
    }

    @Override
    public void goOn(Request request) {
        WorkflowExecutionDescription found = describe(request);
        boolean isDone = request.id().equals(found.getMemo(RunMarks.REVIVED_BY, String.class));
        boolean isOpen = found.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        if (isDone || (isOpen && !isNamed(request))) {
            return;
        }
        if (isOpen) {
            throw UndoneRuns.busy("Run '%s' has not ended: it is still at work.".formatted(request.run()));
        }
        Revival revival = ended.ask(request.run(), found, request.said());
        if (revival.refusal() != null) {
            // What was named has come to an end by itself meanwhile.
            revival = ended.ask(request.run(), found, request.said().ofTheRest());
        }
        RunRequest next = revival.request();
        if (next == null) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "Run '%s' can't go on: %s".formatted(request.run(), revival.refusal()), "not_revived");
        }
        RunRequest awaited = next.awaitedBy(request.parent()).verifiedBy(request.keys());
        if (!ended.start(request.run(), awaited, found, Map.of(RunMarks.REVIVED_BY, request.id()))) {
            throw UndoneRuns.busy("Run '%s' was started once more by somebody else.".formatted(request.run()));
        }
    }

    private static boolean isNamed(Request request) {
        return request.said().task() != null
                || (request.said().slice() != null && request.said().slice().failed());
    }

    private WorkflowExecutionDescription describe(Request request) {
        try {
            return client.newUntypedWorkflowStub(request.run()).describe();
        } catch (WorkflowNotFoundException e) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "Temporal no longer keeps the run that did these items, so what they gave is known as a whole alone. Retry the loop: that does all of its items again.",
                    "run_forgotten");
        }
    }
}
