package dev.weft.api.gateway;

import dev.weft.worker.protocol.event.CloudEvent;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.SignalWorkflowExecutionRequest;

/** Tells runs of events that they may wait for. */
public final class RunEvents {
    private static final String SIGNAL = "event";

    private final TemporalRim rim;

    RunEvents(TemporalRim rim) {
        this.rim = rim;
    }

    /** What became of it. */
    public enum Told {
        /** The run has it, or will have it once a worker takes it up. */
        YES,
        /** The run has ended, or is no longer kept. */
        GONE,
        /** Temporal refuses to take it for this run now. */
        REFUSED
    }

    /**
     * Tells a run of an event.
     *
     * @throws dev.weft.api.error.ApiException 503 where Temporal doesn't answer: it may have been told
     */
    public Told tell(String run, CloudEvent event) {
        try {
            rim.call(
                    TemporalRim.NORMAL,
                    stub -> stub.signalWorkflowExecution(SignalWorkflowExecutionRequest.newBuilder()
                            .setNamespace(rim.namespace())
                            .setWorkflowExecution(rim.execution(run))
                            .setSignalName(SIGNAL)
                            .setInput(rim.payloads(event.toMap()))
                            .build()));
            return Told.YES;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() == Status.Code.NOT_FOUND ? Told.GONE : Told.REFUSED;
        }
    }
}
