package dev.weft.api.gateway;

import com.google.protobuf.ByteString;
import dev.weft.api.error.ApiException;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import java.time.Duration;

/** Waits for runs to end, without polling: Temporal holds the question until there is an answer. */
public final class RunEnd {
    private final TemporalRim rim;

    RunEnd(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * Waits until a run has ended. Blocks its thread, which should be a virtual one.
     *
     * @return whether it has; {@code false} when the time is over before
     */
    public boolean await(String run, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        ByteString token = ByteString.EMPTY;
        while (true) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                return false;
            }
            GetWorkflowExecutionHistoryResponse response = poll(run, token, left);
            if (response.getHistory().getEventsCount() > 0) {
                EventType last = response.getHistory()
                        .getEvents(response.getHistory().getEventsCount() - 1)
                        .getEventType();
                if (last != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW) {
                    return true;
                }
                token = ByteString.EMPTY;
            } else {
                token = response.getNextPageToken();
            }
        }
    }

    private GetWorkflowExecutionHistoryResponse poll(String run, ByteString token, Duration left) {
        try {
            return rim.patientCall(
                    left,
                    stub -> stub.getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                            .setNamespace(rim.namespace())
                            .setExecution(rim.execution(run))
                            .setWaitNewEvent(true)
                            .setHistoryEventFilterType(HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
                            .setNextPageToken(token)
                            .build()));
        } catch (StatusRuntimeException e) {
            return switch (e.getStatus().getCode()) {
                case DEADLINE_EXCEEDED -> GetWorkflowExecutionHistoryResponse.getDefaultInstance();
                case NOT_FOUND -> throw ApiException.notFound("run", run);
                default -> throw TemporalRim.outage(e);
            };
        }
    }
}
