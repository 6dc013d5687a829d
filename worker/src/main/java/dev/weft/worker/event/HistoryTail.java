package dev.weft.worker.event;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.client.WorkflowClient;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The newest events of a history: they say whether a workflow task was completed, and so what it did holds. Thread safe. */
final class HistoryTail {
    /** What became of a workflow task. */
    enum Verdict {
        /** It is completed: what was told in it is held by the history. */
        HELD,
        /** It was not: a later one decides anew. */
        TAKEN_BACK,
        /** It is still being done. */
        OPEN
    }

    private static final int PAGE = 50;

    private final WorkflowClient client;

    HistoryTail(WorkflowClient client) {
        this.client = client;
    }

    /**
     * What became of workflow tasks.
     *
     * @param tasks numbers of the events that began them, ascending
     * @throws StatusRuntimeException as the server answers
     */
    Map<Long, Verdict> verdicts(String run, String execution, List<Long> tasks) {
        Map<Long, EventType> types = types(run, execution, tasks.getFirst() + 1);
        Map<Long, Verdict> verdicts = new HashMap<>();
        for (Long task : tasks) {
            EventType type = types.get(task + 1);
            verdicts.put(
                    task,
                    type == null
                            ? Verdict.OPEN
                            : type == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED ? Verdict.HELD : Verdict.TAKEN_BACK);
        }
        return verdicts;
    }

    /**
     * When the workflow task began that was completed last; empty where none was.
     *
     * @throws StatusRuntimeException as the server answers
     */
    Optional<Instant> lastCompleted(String run, String execution) {
        long[] began = {Long.MAX_VALUE};
        Map<Long, Instant> starts = new HashMap<>();
        read(run, execution, event -> {
            if (event.hasWorkflowTaskStartedEventAttributes()) {
                starts.put(event.getEventId(), Instant.ofEpochMilli(Timestamps.toMillis(event.getEventTime())));
            } else if (began[0] == Long.MAX_VALUE && event.hasWorkflowTaskCompletedEventAttributes()) {
                began[0] = event.getWorkflowTaskCompletedEventAttributes().getStartedEventId();
            }
            return began[0] == Long.MAX_VALUE || event.getEventId() > began[0];
        });
        return Optional.ofNullable(starts.get(began[0]));
    }

    private Map<Long, EventType> types(String run, String execution, long from) {
        Map<Long, EventType> types = new HashMap<>();
        read(run, execution, event -> {
            types.put(event.getEventId(), event.getEventType());
            return event.getEventId() > from;
        });
        return types;
    }

    /** Reads from the newest event on, by whole pages, as long as each wants more. */
    private void read(String run, String execution, Predicate<HistoryEvent> wantsMore) {
        try {
            ByteString token = ByteString.EMPTY;
            boolean more = true;
            do {
                var page = client.getWorkflowServiceStubs()
                        .blockingStub()
                        .getWorkflowExecutionHistoryReverse(GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                                .setNamespace(client.getOptions().getNamespace())
                                .setExecution(WorkflowExecution.newBuilder()
                                        .setWorkflowId(run)
                                        .setRunId(execution))
                                .setMaximumPageSize(PAGE)
                                .setNextPageToken(token)
                                .build());
                for (HistoryEvent event : page.getHistory().getEventsList()) {
                    more = wantsMore.test(event);
                }
                token = page.getNextPageToken();
            } while (!token.isEmpty() && more);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
                throw e;
            }
            // The server of unit tests reads forward only.
            for (HistoryEvent event :
                    client.fetchHistory(run, execution).getEvents().reversed()) {
                if (!wantsMore.test(event)) {
                    return;
                }
            }
        }
    }
}
