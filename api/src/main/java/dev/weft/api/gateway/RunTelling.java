package dev.weft.api.gateway;

import com.google.protobuf.ByteString;
import dev.weft.api.error.ApiException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How much runs have told, by what Temporal and they themselves know. Thread safe. */
public final class RunTelling {
    private static final int PAGE = 50;

    private final TemporalRim rim;
    private final RunReader reader;

    RunTelling(TemporalRim rim, RunReader reader) {
        this.rim = rim;
        this.reader = reader;
    }

    /**
     * When the last step of a run began: what it tells then is of that time or later. Empty where none is done, or the run isn't
     * kept any more.
     *
     * @throws ApiException 503 where Temporal doesn't answer
     */
    public Optional<Instant> lastStep(RunSummary run) {
        try {
            return look(run);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Instant> look(RunSummary run) {
        Map<Long, Instant> began = new HashMap<>();
        long wanted = Long.MAX_VALUE;
        ByteString token = ByteString.EMPTY;
        do {
            GetWorkflowExecutionHistoryReverseRequest request = GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                    .setNamespace(rim.namespace())
                    .setExecution(rim.execution(run.run()).toBuilder().setRunId(run.execution()))
                    .setMaximumPageSize(PAGE)
                    .setNextPageToken(token)
                    .build();
            GetWorkflowExecutionHistoryReverseResponse page =
                    rim.call(TemporalRim.NORMAL, stub -> stub.getWorkflowExecutionHistoryReverse(request));
            for (HistoryEvent event : page.getHistory().getEventsList()) {
                if (event.hasWorkflowTaskStartedEventAttributes()) {
                    began.put(event.getEventId(), Summaries.instant(event.getEventTime()));
                } else if (wanted == Long.MAX_VALUE && event.hasWorkflowTaskCompletedEventAttributes()) {
                    wanted = event.getWorkflowTaskCompletedEventAttributes().getStartedEventId();
                }
                if (began.containsKey(wanted)) {
                    return Optional.of(began.get(wanted));
                }
            }
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return Optional.empty();
    }

    /** How many changes a run has told; empty where no worker answers. */
    public Optional<Integer> told(RunSummary run) {
        return reader.told(run);
    }
}
