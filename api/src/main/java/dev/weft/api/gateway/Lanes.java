package dev.weft.api.gateway;

import dev.weft.worker.protocol.delivery.DeliveryOrder;
import dev.weft.worker.protocol.delivery.WeftDelivery;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflowservice.v1.TerminateWorkflowExecutionRequest;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.util.List;

/** Events on their way to subscriptions: a workflow for each lane. Thread safe. */
public final class Lanes {
    private final TemporalRim rim;

    Lanes(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * Puts an event at the end of a lane. The same one may be put again.
     *
     * @throws dev.weft.api.error.ApiException 503 where Temporal doesn't answer
     */
    public void add(String subscription, String lane, DeliveryOrder order) {
        WorkflowStub stub = rim.client()
                .newUntypedWorkflowStub(
                        WeftDelivery.TYPE,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(WeftDelivery.id(subscription, lane))
                                .setTaskQueue(WeftDelivery.TASK_QUEUE)
                                .setWorkflowIdReusePolicy(
                                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                                .build());
        try {
            rim.callClient(
                    TemporalRim.NORMAL,
                    () -> stub.signalWithStart(WeftDelivery.ADD, new Object[] {order}, new Object[] {List.of()}));
        } catch (Exception e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof StatusRuntimeException status) {
                    throw TemporalRim.outage(status);
                }
            }
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
    }

    /** Ends a lane with all that is in it; one that isn't there is fine. */
    public void end(String subscription, String lane) {
        try {
            rim.call(
                    TemporalRim.NORMAL,
                    stub -> stub.terminateWorkflowExecution(TerminateWorkflowExecutionRequest.newBuilder()
                            .setNamespace(rim.namespace())
                            .setWorkflowExecution(rim.execution(WeftDelivery.id(subscription, lane)))
                            .setReason("the subscription is gone")
                            .build()));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw e;
            }
        }
    }
}
