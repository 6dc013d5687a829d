package dev.weft.worker.event;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.weft.worker.protocol.WeftRun;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** What Temporal says of the histories of a run, without reading them. Thread safe. */
final class Histories {
    /** How far Temporal's lists may lag behind. */
    private static final Duration LAG = Duration.ofMinutes(1);

    private final WorkflowClient client;
    private final HistoryTail tail;

    Histories(WorkflowClient client) {
        this.client = client;
        this.tail = new HistoryTail(client);
    }

    /**
     * A run's newest history.
     *
     * @param length in events
     * @param upTo when it told last, if it did then; or when Temporal ended it
     * @param forced whether Temporal ended it
     */
    record Newest(String execution, long length, Optional<Instant> upTo, boolean forced) {
        /**
         * Whether all that it tells is in a log that has it up to a time. What a workflow task tells is of the time at which that began, or
         * later, and is put to the log at once; the end by force has its own time.
         */
        boolean isToldBy(Instant latest) {
            return upTo.isPresent() && latest.toEpochMilli() >= upTo.get().toEpochMilli();
        }
    }

    /**
     * The newest of a run.
     *
     * @throws StatusRuntimeException as the server answers
     */
    Newest newest(String run) {
        WorkflowExecutionInfo info = info(run, "");
        String execution = info.getExecution().getRunId();
        boolean forced = info.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED
                || info.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT;
        return new Newest(
                execution,
                info.getHistoryLength(),
                forced ? Optional.of(instant(info.getCloseTime())) : tail.lastCompleted(run, execution),
                forced);
    }

    /**
     * The history in which a run ended that begins once more in another; empty where it isn't kept any more.
     *
     * @throws IllegalStateException where Temporal's lists don't have it yet
     */
    String endedBefore(String run, String execution) {
        Instant began = instant(info(run, execution).getStartTime());
        String query = "WorkflowType = '%s' AND WorkflowId = '%s'".formatted(WeftRun.TYPE, run);
        String before = "";
        Instant latest = Instant.MIN;
        try (Stream<WorkflowExecutionMetadata> all = client.listExecutions(query)) {
            for (WorkflowExecutionMetadata one : (Iterable<WorkflowExecutionMetadata>) all::iterator) {
                if (one.getStartTime().isBefore(began)
                        && one.getStartTime().isAfter(latest)
                        && !one.getExecution().getRunId().equals(execution)) {
                    latest = one.getStartTime();
                    before = one.getExecution().getRunId();
                }
            }
        }
        if (before.isEmpty() && began.isAfter(Instant.now().minus(LAG))) {
            throw new IllegalStateException("Temporal's lists don't have yet how the run ended before");
        }
        return before;
    }

    private WorkflowExecutionInfo info(String run, String execution) {
        return client.getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setExecution(WorkflowExecution.newBuilder()
                                .setWorkflowId(run)
                                .setRunId(execution))
                        .build())
                .getWorkflowExecutionInfo();
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochMilli(Timestamps.toMillis(time));
    }
}
