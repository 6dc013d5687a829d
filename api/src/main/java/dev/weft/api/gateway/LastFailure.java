package dev.weft.api.gateway;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseResponse;

/** Why workflow tasks of a run aren't completed, as its history says. Thread safe. */
final class LastFailure {
    private static final int PAGE = 100;
    private static final int MAX_PAGES = 10;

    private final TemporalRim rim;

    LastFailure(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * Whether the newest workflow task that wasn't completed ran out of time, so that nothing is known to be wrong with the run. History
     * has the first of several in a row.
     *
     * @param execution Temporal's id of the history
     */
    boolean isTimeout(String run, String execution) {
        ByteString token = ByteString.EMPTY;
        for (int page = 0; page < MAX_PAGES; page++) {
            GetWorkflowExecutionHistoryReverseResponse read = read(run, execution, token);
            for (HistoryEvent event : read.getHistory().getEventsList()) {
                if (event.hasWorkflowTaskTimedOutEventAttributes()) {
                    return true;
                }
                if (event.hasWorkflowTaskFailedEventAttributes() || event.hasWorkflowTaskCompletedEventAttributes()) {
                    return false;
                }
            }
            token = read.getNextPageToken();
            if (token.isEmpty()) {
                break;
            }
        }
        return false;
    }

    /**
     * @throws StatusRuntimeException as the server answers
     */
    private GetWorkflowExecutionHistoryReverseResponse read(String run, String execution, ByteString token) {
        GetWorkflowExecutionHistoryReverseRequest request = GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                .setNamespace(rim.namespace())
                .setExecution(rim.execution(run).toBuilder().setRunId(execution))
                .setMaximumPageSize(PAGE)
                .setNextPageToken(token)
                .build();
        return rim.call(TemporalRim.NORMAL, stub -> stub.getWorkflowExecutionHistoryReverse(request));
    }
}
