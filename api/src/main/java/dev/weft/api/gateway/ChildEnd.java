package dev.weft.api.gateway;

import dev.weft.worker.protocol.TaskStatus;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells of the end of a child run.
 *
 * @param initiated the event that began it
 * @param why it failed; {@code null} where it is not said
 */
record ChildEnd(long initiated, TaskStatus status, @Nullable Failure why) {
    /** Empty where the event is none of a child's end. */
    static Optional<ChildEnd> of(HistoryEvent event) {
        return Optional.ofNullable(
                switch (event.getAttributesCase()) {
                    case START_CHILD_WORKFLOW_EXECUTION_FAILED_EVENT_ATTRIBUTES ->
                        new ChildEnd(
                                event.getStartChildWorkflowExecutionFailedEventAttributes()
                                        .getInitiatedEventId(),
                                TaskStatus.FAILED,
                                null);
                    case CHILD_WORKFLOW_EXECUTION_COMPLETED_EVENT_ATTRIBUTES ->
                        new ChildEnd(
                                event.getChildWorkflowExecutionCompletedEventAttributes()
                                        .getInitiatedEventId(),
                                TaskStatus.COMPLETED,
                                null);
                    case CHILD_WORKFLOW_EXECUTION_FAILED_EVENT_ATTRIBUTES ->
                        new ChildEnd(
                                event.getChildWorkflowExecutionFailedEventAttributes()
                                        .getInitiatedEventId(),
                                TaskStatus.FAILED,
                                event.getChildWorkflowExecutionFailedEventAttributes()
                                        .getFailure());
                    case CHILD_WORKFLOW_EXECUTION_TIMED_OUT_EVENT_ATTRIBUTES ->
                        new ChildEnd(
                                event.getChildWorkflowExecutionTimedOutEventAttributes()
                                        .getInitiatedEventId(),
                                TaskStatus.FAILED,
                                null);
                    case CHILD_WORKFLOW_EXECUTION_CANCELED_EVENT_ATTRIBUTES ->
                        new ChildEnd(
                                event.getChildWorkflowExecutionCanceledEventAttributes()
                                        .getInitiatedEventId(),
                                TaskStatus.CANCELLED,
                                null);
                    case CHILD_WORKFLOW_EXECUTION_TERMINATED_EVENT_ATTRIBUTES ->
                        new ChildEnd(
                                event.getChildWorkflowExecutionTerminatedEventAttributes()
                                        .getInitiatedEventId(),
                                TaskStatus.FAILED,
                                null);
                    default -> null;
                });
    }
}
