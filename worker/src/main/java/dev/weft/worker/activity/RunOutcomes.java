package dev.weft.worker.activity;

import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunLookup;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.SearchAttributes;
import dev.weft.worker.protocol.large.Sendable;
import io.temporal.activity.Activity;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TerminatedFailure;
import java.util.Objects;

/** Asks Temporal what became of runs. Thread safe. */
public final class RunOutcomes implements RunLookup {
    @Override
    public ChildReport outcome(String run, String task) {
        WorkflowStub stub = Activity.getExecutionContext().getWorkflowClient().newUntypedWorkflowStub(run);
        try {
            if (stub.describe().getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
                throw open(run);
            }
            return new ChildReport(run, task, RunStatus.COMPLETED, Sendable.read(stub.getResult(Object.class)), null);
        } catch (WorkflowNotFoundException e) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "Nobody knows any more what became of run '%s'.".formatted(run), "run_forgotten");
        } catch (WorkflowFailedException e) {
            return switch (Objects.requireNonNullElse(e.getCause(), e)) {
                case CanceledFailure cancelled -> new ChildReport(run, task, RunStatus.CANCELLED, null, null);
                case TerminatedFailure terminated -> new ChildReport(run, task, RunStatus.TERMINATED, null, null);
                case ApplicationFailure authored ->
                    new ChildReport(
                            run,
                            task,
                            isRolledBack(stub) ? RunStatus.ROLLED_BACK : RunStatus.FAILED,
                            null,
                            Failure.permanent(authored.getType(), authored.getOriginalMessage()));
                default -> failed(run, task, "timeout", "The run took longer than it may.");
            };
        }
    }

    /** Temporal itself knows no such end: it is what the run has said last. */
    private static boolean isRolledBack(WorkflowStub stub) {
        return RunStatus.ROLLED_BACK
                .name()
                .equals(stub.describe().getTypedSearchAttributes().get(SearchAttributes.STATUS));
    }

    /** Temporal asks again after a while, which costs the history of who asks nothing. */
    private static ApplicationFailure open(String run) {
        return ApplicationFailure.newBuilder()
                .setMessage("Run '%s' hasn't ended.".formatted(run))
                .setType("open")
                .setCategory(ApplicationErrorCategory.BENIGN)
                .build();
    }

    private static ChildReport failed(String run, String task, String code, String message) {
        return new ChildReport(run, task, RunStatus.FAILED, null, Failure.permanent(code, message));
    }
}
