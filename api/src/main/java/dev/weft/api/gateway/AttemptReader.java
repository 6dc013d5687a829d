package dev.weft.api.gateway;

import com.google.protobuf.ByteString;
import dev.weft.api.error.ApiException;
import dev.weft.worker.protocol.room.RoomDesk;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which attempts of a run's tasks workers are at, and which wait for one. */
public final class AttemptReader {
    private static final int PAGES = 5;
    private static final int PAGE = 200;
    private static final int MOST = 100;

    private final TemporalRim rim;

    AttemptReader(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * An attempt that Temporal has given to a worker, or holds until one takes it.
     *
     * @param path of the task; {@code null} where it was scheduled too long ago to be found
     * @param type of the activity: an action's name, or {@code agent:<name>}
     * @param taken whether a worker is at it; otherwise it waits for one
     * @param worker who is, or was last
     * @param startedAt when the worker began; {@code null} before
     * @param lastSignAt its last sign of life; {@code null} before the first
     * @param losses how often it was lost with its worker
     */
    public record UnderWay(
            @Nullable String path,
            String type,
            boolean taken,
            @Nullable String worker,
            @Nullable Instant startedAt,
            @Nullable Instant lastSignAt,
            int losses) {}

    /** All of a run's, at most 100; none where it has ended. */
    public List<UnderWay> underWay(RunSummary run) {
        if (run.status().ended()) {
            return List.of();
        }
        List<PendingActivityInfo> pending = rim.described(run.run()).stream()
                .flatMap(found -> found.getPendingActivitiesList().stream())
                // Who asks for room isn't at work yet: what it waits for the run says itself.
                .filter(one -> !one.getActivityType().getName().equals(RoomDesk.TYPE))
                .limit(MOST)
                .toList();
        Map<String, String> paths = pending.isEmpty() ? Map.of() : paths(run, pending);
        return pending.stream()
                .map(one -> new UnderWay(
                        paths.get(one.getActivityId()),
                        one.getActivityType().getName(),
                        one.getState() != PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED,
                        one.getLastWorkerIdentity().isEmpty() ? null : one.getLastWorkerIdentity(),
                        one.hasLastStartedTime() ? Summaries.instant(one.getLastStartedTime()) : null,
                        one.hasLastHeartbeatTime() ? Summaries.instant(one.getLastHeartbeatTime()) : null,
                        Math.max(0, one.getAttempt() - 1)))
                .toList();
    }

    /** Paths by the ids of activities: an activity's summary is the path of its task. */
    private Map<String, String> paths(RunSummary run, List<PendingActivityInfo> pending) {
        Map<String, String> paths = new HashMap<>();
        ByteString token = ByteString.EMPTY;
        try {
            for (int page = 0; page < PAGES && paths.size() < pending.size(); page++) {
                GetWorkflowExecutionHistoryReverseResponse history = page(run, token);
                for (HistoryEvent event : history.getHistory().getEventsList()) {
                    String id = event.getActivityTaskScheduledEventAttributes().getActivityId();
                    if (pending.stream().anyMatch(one -> one.getActivityId().equals(id))) {
                        String path = rim.value(event.getUserMetadata().getSummary(), String.class);
                        paths.put(id, path == null ? "" : path);
                    }
                }
                token = history.getNextPageToken();
                if (token.isEmpty()) {
                    break;
                }
            }
        } catch (StatusRuntimeException | ApiException e) {
            // What is known without is told.
            return paths;
        }
        return paths;
    }

    private GetWorkflowExecutionHistoryReverseResponse page(RunSummary run, ByteString token) {
        return rim.call(
                TemporalRim.SHORT,
                stub -> stub.getWorkflowExecutionHistoryReverse(GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                        .setNamespace(rim.namespace())
                        .setExecution(rim.execution(run.run()).toBuilder().setRunId(run.execution()))
                        .setMaximumPageSize(PAGE)
                        .setNextPageToken(token)
                        .build()));
    }
}
