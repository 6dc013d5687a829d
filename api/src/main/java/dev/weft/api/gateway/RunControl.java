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
import io.temporal.api.workflowservice.v1.RequestCancelWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import java.util.function.Supplier;

/** Decides gates and controls runs. */
public final class RunControl {
    /** Code of the refusal of what only an open run can take. */
    public static final String ENDED = "run_ended";

    private final TemporalRim rim;
    private final RunUpdates updates;

    RunControl(TemporalRim rim) {
        this.rim = rim;
        this.updates = new RunUpdates(rim);
    }

    /**
     * Decides a gate.
     *
     * @param id of the request: the same id has its effect once
     * @throws ApiException 403, 404, 409 or 422 as the run refuses it; 503 where no worker answers
     */
    public DecisionReceipt decide(String run, Decision decision, String id) {
        return updates.send(run, "decide", decision, id, DecisionReceipt.class);
    }

    /**
     * Names a delegate.
     *
     * @param id of the request: the same id has its effect once
     * @throws ApiException 403, 404, 409 or 422 as the run refuses it; 503 where no worker answers
     */
    public DelegationReceipt delegate(String run, Delegation delegation, String id) {
        return updates.send(run, "delegate", delegation, id, DelegationReceipt.class);
    }

    /** Pauses or resumes; the status after it. */
    public RunStatus control(String run, Control control, String id) {
        return updates.send(run, "control", control, id, RunStatus.class);
    }

    /** Asks a run to end in order; works without a worker, too. */
    public void cancel(String run, String by) {
        closing(() -> rim.call(
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
        closing(() -> rim.call(
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

    /** A run that has closed between our look at it and the call. */
    private static <T> T closing(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw RunUpdates.saysEnded(e) ? RunUpdates.ended() : e;
        }
    }
}
