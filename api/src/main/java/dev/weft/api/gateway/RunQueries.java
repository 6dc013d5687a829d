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
 * {@code history.MaxBufferedQueryCount}, 1 where nothing is said) and refuses the next: that one is asked again. So is one that met
 * the run between two of its workflow tasks, when its history is longer than it was. Thread safe.
 */
final class RunQueries {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int TRIES = 3;

    private final TemporalRim rim;

    RunQueries(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * What a run answers; {@code null} where no worker answers in time, or none can any more.
     *
     * @param patience how long an answer may take
     */
    @Nullable Payloads ask(String run, String name, @Nullable Object argument, Duration patience) {
        WorkflowQuery.Builder query = WorkflowQuery.newBuilder().setQueryType(name);
        if (argument != null) {
            query.setQueryArgs(rim.payloads(argument));
        }
        QueryWorkflowRequest request = QueryWorkflowRequest.newBuilder()
                .setNamespace(rim.namespace())
                .setExecution(rim.execution(run))
                .setQuery(query)
                .build();
        long end = System.nanoTime() + patience.toNanos();
        for (int tries = 1; ; tries++) {
            try {
                QueryWorkflowResponse response = rim.patientCall(
                        Duration.ofNanos(Math.max(1, end - System.nanoTime())), stub -> stub.queryWorkflow(request));
                return response.hasQueryResult() ? response.getQueryResult() : null;
            } catch (StatusRuntimeException e) {
                boolean again = mayAskAgain(e.getStatus().getCode(), tries);
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

    private static boolean mayAskAgain(Status.Code code, int tries) {
        return switch (code) {
            case RESOURCE_EXHAUSTED -> true;
            case NOT_FOUND, INVALID_ARGUMENT, FAILED_PRECONDITION, INTERNAL -> tries < TRIES;
            default -> false;
        };
    }
}
