package dev.weft.api.gateway;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks runs what they show. While a workflow task of a run is under way Temporal keeps few questions for it (its setting
 * {@code history.MaxBufferedQueryCount}, 1 where nothing is said) and refuses the next: that one is asked again. Thread safe.
 */
final class RunQueries {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final TemporalRim rim;

    RunQueries(TemporalRim rim) {
        this.rim = rim;
    }

    /** What a run answers; {@code null} where no worker answers in time, or none can any more. */
    @Nullable Payloads ask(String run, String name, @Nullable Object argument) {
        WorkflowQuery.Builder query = WorkflowQuery.newBuilder().setQueryType(name);
        if (argument != null) {
            query.setQueryArgs(rim.payloads(argument));
        }
        QueryWorkflowRequest request = QueryWorkflowRequest.newBuilder()
                .setNamespace(rim.namespace())
                .setExecution(rim.execution(run))
                .setQuery(query)
                .build();
        long end = System.nanoTime() + TemporalRim.SHORT.toNanos();
        while (true) {
            try {
                QueryWorkflowResponse response = rim.patientCall(
                        Duration.ofNanos(Math.max(1, end - System.nanoTime())), stub -> stub.queryWorkflow(request));
                return response.hasQueryResult() ? response.getQueryResult() : null;
            } catch (StatusRuntimeException e) {
                boolean again = e.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED;
                if (!again
                        || end - System.nanoTime() < PAUSE.toNanos()
                        || Thread.currentThread().isInterrupted()) {
                    // No worker, one that is busy, or a run that can't be replayed: all the same to somebody who asks.
                    return null;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
