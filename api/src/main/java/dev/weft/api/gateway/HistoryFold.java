package dev.weft.api.gateway;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.TaskStatus;
import dev.weft.worker.protocol.large.Sendable;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.StartChildWorkflowExecutionInitiatedEventAttributes;
import io.temporal.common.converter.DataConverterException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events, one after the other, to what they tell. An activity's summary is the path of its task. Not thread safe. */
final class HistoryFold {
    private final TemporalRim rim;
    private final Map<Long, String> paths = new HashMap<>();
    private final Map<String, RunHistory.Attempts> tasks = new LinkedHashMap<>();
    private @Nullable RunRequest request;
    private @Nullable Object outputs;
    private @Nullable Failure error;

    HistoryFold(TemporalRim rim) {
        this.rim = rim;
    }

    void add(HistoryEvent event) {
        Instant at = Summaries.instant(event.getEventTime());
        switch (event.getAttributesCase()) {
            case WORKFLOW_EXECUTION_STARTED_EVENT_ATTRIBUTES ->
                request = readRequest(
                        event.getWorkflowExecutionStartedEventAttributes().getInput());
            case ACTIVITY_TASK_SCHEDULED_EVENT_ATTRIBUTES -> scheduled(event, at);
            case ACTIVITY_TASK_COMPLETED_EVENT_ATTRIBUTES ->
                ended(
                        event.getActivityTaskCompletedEventAttributes().getScheduledEventId(),
                        TaskStatus.COMPLETED,
                        at,
                        null);
            case ACTIVITY_TASK_FAILED_EVENT_ATTRIBUTES ->
                ended(
                        event.getActivityTaskFailedEventAttributes().getScheduledEventId(),
                        TaskStatus.FAILED,
                        at,
                        event.getActivityTaskFailedEventAttributes().getFailure());
            case ACTIVITY_TASK_TIMED_OUT_EVENT_ATTRIBUTES ->
                ended(
                        event.getActivityTaskTimedOutEventAttributes().getScheduledEventId(),
                        TaskStatus.FAILED,
                        at,
                        event.getActivityTaskTimedOutEventAttributes().getFailure());
            case ACTIVITY_TASK_CANCELED_EVENT_ATTRIBUTES ->
                ended(
                        event.getActivityTaskCanceledEventAttributes().getScheduledEventId(),
                        TaskStatus.CANCELLED,
                        at,
                        null);
            case START_CHILD_WORKFLOW_EXECUTION_INITIATED_EVENT_ATTRIBUTES -> childStarted(event, at);
            case START_CHILD_WORKFLOW_EXECUTION_FAILED_EVENT_ATTRIBUTES,
                    CHILD_WORKFLOW_EXECUTION_COMPLETED_EVENT_ATTRIBUTES,
                    CHILD_WORKFLOW_EXECUTION_FAILED_EVENT_ATTRIBUTES,
                    CHILD_WORKFLOW_EXECUTION_TIMED_OUT_EVENT_ATTRIBUTES,
                    CHILD_WORKFLOW_EXECUTION_CANCELED_EVENT_ATTRIBUTES,
                    CHILD_WORKFLOW_EXECUTION_TERMINATED_EVENT_ATTRIBUTES ->
                ChildEnd.of(event).ifPresent(end -> ended(end.initiated(), end.status(), at, end.why()));
            case WORKFLOW_EXECUTION_COMPLETED_EVENT_ATTRIBUTES ->
                outputs = Sendable.read(rim.value(
                        event.getWorkflowExecutionCompletedEventAttributes().getResult(), Object.class));
            case WORKFLOW_EXECUTION_FAILED_EVENT_ATTRIBUTES ->
                error = failure(
                        event.getWorkflowExecutionFailedEventAttributes().getFailure());
            case WORKFLOW_EXECUTION_TERMINATED_EVENT_ATTRIBUTES ->
                error = Failure.permanent(
                        "terminated",
                        event.getWorkflowExecutionTerminatedEventAttributes().getReason());
            case WORKFLOW_EXECUTION_TIMED_OUT_EVENT_ATTRIBUTES ->
                error = Failure.permanent("timeout", "The run took longer than it may.");
            default -> {
                // Timers, markers, workflow tasks and the like say nothing of a task's outcome.
            }
        }
    }

    RunHistory result() {
        return new RunHistory(request, outputs, error, tasks);
    }

    private void scheduled(HistoryEvent event, Instant at) {
        String path = rim.value(event.getUserMetadata().getSummary(), String.class);
        if (path == null) {
            return;
        }
        begun(event, path, null, at);
    }

    private void childStarted(HistoryEvent event, Instant at) {
        StartChildWorkflowExecutionInitiatedEventAttributes child =
                event.getStartChildWorkflowExecutionInitiatedEventAttributes();
        RunRequest started = readRequest(child.getInput());
        if (started != null && started.parent() != null) {
            begun(event, started.parent().task(), child.getWorkflowId(), at);
        }
    }

    private void begun(HistoryEvent event, String path, @Nullable String run, Instant at) {
        paths.put(event.getEventId(), path);
        RunHistory.Attempts before = tasks.get(path);
        tasks.put(
                path,
                new RunHistory.Attempts(
                        TaskStatus.RUNNING,
                        before == null ? 1 : before.count() + 1,
                        before == null ? at : before.startedAt(),
                        null,
                        before == null ? null : before.error(),
                        run));
    }

    private void ended(
            long scheduled, TaskStatus status, Instant at, io.temporal.api.failure.v1.@Nullable Failure why) {
        String path = paths.get(scheduled);
        RunHistory.Attempts before = path == null ? null : tasks.get(path);
        if (path != null && before != null) {
            Failure last = why == null ? before.error() : failure(why);
            tasks.put(
                    path, new RunHistory.Attempts(status, before.count(), before.startedAt(), at, last, before.run()));
        }
    }

    /** An authored error is an application failure whose type is the code; anything else says what it is by itself. */
    private Failure failure(io.temporal.api.failure.v1.Failure failure) {
        io.temporal.api.failure.v1.Failure inner = rim.opened(failure);
        while (inner.hasCause() && !inner.hasApplicationFailureInfo()) {
            inner = inner.getCause();
        }
        String type = inner.getApplicationFailureInfo().getType();
        String code = !type.isEmpty() ? type : inner.hasTimeoutFailureInfo() ? "timeout" : "lost";
        return new Failure(
                code, inner.getMessage(), !inner.getApplicationFailureInfo().getNonRetryable());
    }

    private @Nullable RunRequest readRequest(Payloads input) {
        try {
            return rim.value(input, RunRequest.class);
        } catch (DataConverterException e) {
            return null;
        }
    }
}
