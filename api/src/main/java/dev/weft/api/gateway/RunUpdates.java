package dev.weft.api.gateway;

import dev.weft.api.error.ApiException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage;
import io.temporal.api.update.v1.Input;
import io.temporal.api.update.v1.Meta;
import io.temporal.api.update.v1.Request;
import io.temporal.api.update.v1.WaitPolicy;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks runs what they answer. Temporal drops an update together with the workflow task that took it, as where a run goes on in
 * a new history while a signal comes to it: nothing of it is in the history then, so it is sent again under its id. Thread safe.
 */
final class RunUpdates {
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final TemporalRim rim;

    RunUpdates(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * @param id the same has its effect once
     * @throws ApiException what the run refuses; 409 where it has ended, or the interpreter fails at it; 503 where no worker
     *     answers in time, or Temporal dropped it each time
     */
    <T> T send(String run, String name, Object argument, String id, Class<T> type) {
        UpdateWorkflowExecutionRequest request = UpdateWorkflowExecutionRequest.newBuilder()
                .setNamespace(rim.namespace())
                .setWorkflowExecution(rim.execution(run))
                .setWaitPolicy(WaitPolicy.newBuilder()
                        .setLifecycleStage(
                                UpdateWorkflowExecutionLifecycleStage
                                        .UPDATE_WORKFLOW_EXECUTION_LIFECYCLE_STAGE_COMPLETED))
                .setRequest(Request.newBuilder()
                        .setMeta(Meta.newBuilder()
                                .setUpdateId(id)
                                .setIdentity(rim.client().getOptions().getIdentity()))
                        .setInput(Input.newBuilder().setName(name).setArgs(rim.payloads(argument))))
                .build();
        UpdateWorkflowExecutionResponse response = untilTaken(run, request)
                .orElseThrow(() -> ApiException.unavailable(
                        "busy",
                        "Expected the run to take this, but so much came to it that Temporal dropped it each time. Nothing of"
                                + " it has happened. Try again.",
                        RETRY_AFTER_SECONDS));
        if (!response.hasOutcome()) {
            throw ApiException.unavailable(
                    "no_worker",
                    "Expected a worker to take this, but none answered in time. It may still count once one does: look"
                            + " at the run before you try again.",
                    RETRY_AFTER_SECONDS);
        }
        if (response.getOutcome().hasFailure()) {
            throw Refusals.of(rim.opened(response.getOutcome().getFailure()).getMessage());
        }
        return Objects.requireNonNull(rim.value(response.getOutcome().getSuccess(), type));
    }

    /** What was answered; empty where it was dropped each time. */
    private Optional<UpdateWorkflowExecutionResponse> untilTaken(String run, UpdateWorkflowExecutionRequest request) {
        long end = System.nanoTime() + TemporalRim.LONG.toNanos();
        Optional<UpdateWorkflowExecutionResponse> answer = sent(run, request, end);
        while (answer.isEmpty()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = sent(run, request, end);
        }
        return answer;
    }

    /** What was answered; empty where it was dropped. */
    private Optional<UpdateWorkflowExecutionResponse> sent(
            String run, UpdateWorkflowExecutionRequest request, long end) {
        Duration left = Duration.ofNanos(Math.max(TemporalRim.SHORT.toNanos(), end - System.nanoTime()));
        try {
            return Optional.of(rim.patientCall(left, stub -> stub.updateWorkflowExecution(request)));
        } catch (StatusRuntimeException e) {
            return switch (e.getStatus().getCode()) {
                // Words alone tell apart why, and not in every case: the run itself says how it is.
                case NOT_FOUND, FAILED_PRECONDITION -> {
                    checkOpen(run);
                    yield Optional.empty();
                }
                case ABORTED, RESOURCE_EXHAUSTED -> Optional.empty();
                case UNAVAILABLE -> {
                    if (!isDropped(e)) {
                        throw TemporalRim.outage(e);
                    }
                    yield Optional.empty();
                }
                default -> throw TemporalRim.outage(e);
            };
        }
    }

    /** Temporal is there, and has let go of what it had in hand of the run. */
    private static boolean isDropped(StatusRuntimeException e) {
        String words = e.getStatus().getDescription();
        return words != null && words.contains("update was aborted");
    }

    private void checkOpen(String run) {
        DescribeWorkflowExecutionResponse now = rim.described(run).orElseThrow(RunUpdates::ended);
        if (Summaries.status(now.getWorkflowExecutionInfo().getStatus(), null).ended()) {
            throw ended();
        }
        PendingWorkflowTaskInfo task = now.getPendingWorkflowTask();
        if (RunSummary.isStuck(task.getAttempt())) {
            throw StuckRuns.problem(run);
        }
    }

    /** The refusal of what only an open run can take. */
    static ApiException ended() {
        return ApiException.conflict(RunControl.ENDED, "Expected an open run, but this one has ended.");
    }

    /** Whether Temporal says by this that a run has ended. */
    static boolean saysEnded(StatusRuntimeException exception) {
        Status.Code code = exception.getStatus().getCode();
        return code == Status.Code.NOT_FOUND || code == Status.Code.FAILED_PRECONDITION;
    }
}
