package dev.weft.api.gateway;

import dev.weft.api.error.ApiException;
import dev.weft.worker.protocol.ChildReport;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Decision;
import dev.weft.worker.protocol.DecisionReceipt;
import dev.weft.worker.protocol.Delegation;
import dev.weft.worker.protocol.DelegationReceipt;
import dev.weft.worker.protocol.RunStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.UpdateWorkflowExecutionLifecycleStage;
import io.temporal.api.update.v1.Input;
import io.temporal.api.update.v1.Meta;
import io.temporal.api.update.v1.Request;
import io.temporal.api.update.v1.WaitPolicy;
import io.temporal.api.workflowservice.v1.RequestCancelWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.UpdateWorkflowExecutionResponse;
import java.util.Objects;

/** Decides gates and controls runs. */
public final class RunControl {
    /** Code of the refusal of what only an open run can take. */
    public static final String ENDED = "run_ended";

    private static final int RETRY_AFTER_SECONDS = 5;
    private final TemporalRim rim;

    RunControl(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * Decides a gate.
     *
     * @param id of the request: the same id has its effect once
     * @throws ApiException 403, 404, 409 or 422 as the run refuses it; 503 where no worker answers
     */
    public DecisionReceipt decide(String run, Decision decision, String id) {
        return update(run, "decide", decision, id, DecisionReceipt.class);
    }

    /**
     * Names a delegate.
     *
     * @param id of the request: the same id has its effect once
     * @throws ApiException 403, 404, 409 or 422 as the run refuses it; 503 where no worker answers
     */
    public DelegationReceipt delegate(String run, Delegation delegation, String id) {
        return update(run, "delegate", delegation, id, DelegationReceipt.class);
    }

    /** Pauses or resumes; the status after it. */
    public RunStatus control(String run, Control control, String id) {
        return update(run, "control", control, id, RunStatus.class);
    }

    /** Asks a run to end in order; works without a worker, too. */
    public void cancel(String run, String by) {
        closing(
                run,
                () -> rim.call(
                        TemporalRim.NORMAL,
                        stub -> stub.requestCancelWorkflowExecution(RequestCancelWorkflowExecutionRequest.newBuilder()
                                .setNamespace(rim.namespace())
                                .setWorkflowExecution(rim.execution(run))
                                .setIdentity(by)
                                .setReason("cancelled by " + by)
                                .build())));
    }

    /** Ends a run at once, without its clean-up. */
    public void terminate(String run, String by, String reason) {
        closing(
                run,
                () -> rim.call(
                        TemporalRim.NORMAL,
                        stub -> stub.terminateWorkflowExecution(TerminateWorkflowExecutionRequest.newBuilder()
                                .setNamespace(rim.namespace())
                                .setWorkflowExecution(rim.execution(run))
                                .setIdentity(by)
                                .setReason(reason)
                                .build())));
    }

    /** Tells a run that a child of it was ended before it could say so itself; one that has ended itself isn't told. */
    public void report(String parent, ChildReport report) {
        try {
            rim.call(
                    TemporalRim.NORMAL,
                    stub -> stub.signalWorkflowExecution(SignalWorkflowExecutionRequest.newBuilder()
                            .setNamespace(rim.namespace())
                            .setWorkflowExecution(rim.execution(parent))
                            .setSignalName("child")
                            .setInput(rim.payloads(report))
                            .build()));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
    }

    private <T> T update(String run, String name, Object argument, String id, Class<T> type) {
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
        UpdateWorkflowExecutionResponse response =
                closing(run, () -> rim.call(TemporalRim.LONG, stub -> stub.updateWorkflowExecution(request)));
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

    /** A run that has closed, or got stuck, between our look at it and the call. */
    private static <T> T closing(String run, java.util.function.Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            Status.Code code = e.getStatus().getCode();
            if (code == Status.Code.FAILED_PRECONDITION && saysStuck(e.getStatus())) {
                throw StuckRuns.problem(run);
            }
            if (code == Status.Code.NOT_FOUND || code == Status.Code.FAILED_PRECONDITION) {
                throw ApiException.conflict(ENDED, "Expected an open run, but this one has ended.");
            }
            throw e;
        }
    }

    /** Temporal refuses updates of a run whose workflow task has failed some times, by nothing but these words. */
    private static boolean saysStuck(Status status) {
        String words = status.getDescription();
        return words != null && words.toLowerCase(java.util.Locale.ROOT).contains("workflow task in failed state");
    }
}
