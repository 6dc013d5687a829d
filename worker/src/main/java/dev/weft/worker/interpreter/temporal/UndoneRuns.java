package dev.weft.worker.interpreter.temporal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunMarks;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import dev.weft.worker.protocol.RunUndo;
import dev.weft.worker.protocol.SearchAttributes;
import dev.weft.worker.protocol.WeftRevival;
import dev.weft.worker.protocol.WeftRun;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Has runs undone that others have started. Thread safe. */
public final class UndoneRuns implements RunUndo {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private final WorkflowClient client;
    private final RunReplay replay;

    /**
     * @param client of the namespace; remains the caller's to close
     * @param replay reads runs that have ended
     */
    public UndoneRuns(WorkflowClient client, RunReplay replay) {
        this.client = client;
        this.replay = replay;
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
        Revival revival = ask(request, found);
        RunRequest next = revival.request();
        if (next == null) {
            String refusal = Objects.requireNonNullElse(revival.refusal(), "");
            if (refusal.contains(Revival.NOTHING_DONE)) {
                return false;
            }
            throw ApplicationFailure.newNonRetryableFailure(
                    "Run '%s' can't be undone: %s".formatted(request.run(), refusal), "not_undone");
        }
        start(request.run(), next.awaitedBy(request.parent()), begun(found));
        return true;
    }

    private Revival ask(Request request, WorkflowExecutionDescription found) {
        String execution = found.getExecution().getRunId();
        Control control = control(request);
        if (found.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED) {
            Revival answer = client.newUntypedWorkflowStub(request.run(), Optional.of(execution), Optional.empty())
                    .query("revived", Revival.class, control);
            if (!answer.large()) {
                return answer;
            }
        }
        @Nullable Object answer =
                replay.ask(new WeftRevival.Question(request.run(), execution, "revived", JSON.valueToTree(control)));
        return (Revival) Objects.requireNonNull(answer);
    }

    /** When the run began in its first going. */
    private static Instant begun(WorkflowExecutionDescription found) {
        Object first = found.getMemo(RunMarks.STARTED_AT, String.class);
        return first == null ? found.getStartTime() : Instant.parse(first.toString());
    }

    private void start(String run, RunRequest request, Instant begun) {
        WorkflowStub stub = client.newUntypedWorkflowStub(
                WeftRun.TYPE,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(run)
                        .setTaskQueue(WeftRun.TASK_QUEUE)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                        .setPriority(RunMarks.priority(request))
                        .setMemo(RunMarks.memo(request, begun))
                        .setTypedSearchAttributes(RunMarks.attributes(request))
                        .setStaticSummary(request.workflow() + ", revision " + request.revision())
                        .build());
        try {
            stub.start(request);
        } catch (WorkflowExecutionAlreadyStarted e) {
            throw busy("Run '%s' was started once more by somebody else.".formatted(run));
        }
    }

    private static Control control(Request request) {
        return new Control("undo", BY + request.parent().run());
    }

    /** Temporal asks again after a while, which costs the history of who asks nothing. */
    private static ApplicationFailure busy(String message) {
        return ApplicationFailure.newBuilder()
                .setMessage(message)
                .setType("busy")
                .setCategory(ApplicationErrorCategory.BENIGN)
                .build();
    }
}
