package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunUndo;
import dev.weft.worker.protocol.SearchAttributes;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Objects;

/** Has runs undone that others have started. Thread safe. */
public final class UndoneRuns implements RunUndo {
    private final WorkflowClient client;
    private final EndedRuns ended;

    /**
     * @param client of the namespace; remains the caller's to close
     * @param replay reads runs that have ended
     */
    public UndoneRuns(WorkflowClient client, RunReplay replay) {
        this.client = client;
        this.ended = new EndedRuns(client, replay);
    }

    @Override
    public boolean undo(Request request) {
        WorkflowStub run = client.newUntypedWorkflowStub(request.run());
        WorkflowExecutionDescription found;
        try {
            found = run.describe();
        } catch (WorkflowNotFoundException e) {
            if (request.sure()) {
                throw ApplicationFailure.newNonRetryableFailure(
                        "Temporal no longer keeps run '%s'.".formatted(request.run()), "run_forgotten");
            }
            return true;
        }
        if (found.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
            tell(run, request);
            return false;
        }
        boolean undone = RunStatus.ROLLED_BACK
                .name()
                .equals(found.getTypedSearchAttributes().get(SearchAttributes.STATUS));
        return undone || !startOnceMore(request, found);
    }

    private static void tell(WorkflowStub run, Request request) {
        try {
            run.startUpdate(
                            UpdateOptions.newBuilder(RunStatus.class)
                                    .setUpdateName("control")
                                    .setUpdateId("undo " + request.parent().run() + " "
                                            + request.parent().task())
                                    .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                    .build(),
                            control(request))
                    .getResult();
        } catch (WorkflowUpdateException | WorkflowNotFoundException e) {
            // It is about to end, or is being rolled back to a checkpoint.
            throw busy("Run '%s' can't be undone now: %s"
                    .formatted(request.run(), Objects.requireNonNullElse(e.getCause(), e)));
        }
    }

    /** Whether there was something to do. */
    private boolean startOnceMore(Request request, WorkflowExecutionDescription found) {
        Revival revival = ended.ask(request.run(), found, control(request));
        RunRequest next = revival.request();
        if (next == null) {
            String refusal = Objects.requireNonNullElse(revival.refusal(), "");
            if (refusal.contains(Revival.NOTHING_DONE)) {
                return false;
            }
            throw ApplicationFailure.newNonRetryableFailure(
                    "Run '%s' can't be undone: %s".formatted(request.run(), refusal), "not_undone");
        }
        if (!ended.start(request.run(), next.awaitedBy(request.parent()), found, Map.of())) {
            throw busy("Run '%s' was started once more by somebody else.".formatted(request.run()));
        }
        return true;
    }

    private static Control control(Request request) {
        return new Control("undo", BY + request.parent().run());
    }

    /** Temporal asks again after a while, which costs the history of who asks nothing. */
    static ApplicationFailure busy(String message) {
        return ApplicationFailure.newBuilder()
                .setMessage(message)
                .setType("busy")
                .setCategory(ApplicationErrorCategory.BENIGN)
                .build();
    }
}
