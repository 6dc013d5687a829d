package dev.weft.api.gateway;

import dev.weft.api.error.ApiException;
import dev.weft.worker.protocol.Control;
import dev.weft.worker.protocol.Restart;
import dev.weft.worker.protocol.Revival;
import dev.weft.worker.protocol.RunRequest;
import dev.weft.worker.protocol.RunStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.TimeoutFailure;
import java.util.Objects;

/** Asks runs that have ended what they, or others in their place, begin with once more. */
public final class RunRevival {
    private static final int RETRY_AFTER_SECONDS = 5;
    private final TemporalRim rim;
    private final TerminatedRuns terminated;

    RunRevival(TemporalRim rim, TerminatedRuns terminated) {
        this.rim = rim;
        this.terminated = terminated;
    }

    /**
     * What the run is started with again, where a person has said what becomes of one of its tasks, or lets it go back.
     *
     * @throws ApiException 404, 409 or 422 as the run refuses it, 409 where nobody knows any more how it was, 503 where no
     *     worker answers
     */
    public RunRequest revived(RunSummary run, Control control) {
        return ask(run, "revived", control);
    }

    /**
     * What a new run is started with that does this one again.
     *
     * @throws ApiException as for {@link #revived}
     */
    public RunRequest restarted(RunSummary run, Restart restart) {
        return ask(run, "restarted", restart);
    }

    private RunRequest ask(RunSummary run, String query, Object argument) {
        Revival revival = run.status() == RunStatus.TERMINATED
                ? byItsHistory(run, query, argument)
                : Objects.requireNonNull(rim.value(answer(run, query, argument), Revival.class));
        if (revival.large()) {
            revival = byItsHistory(run, query, argument);
        }
        String refusal = revival.refusal();
        if (refusal != null) {
            throw Refusals.of(refusal);
        }
        return Objects.requireNonNull(revival.request());
    }

    private Revival byItsHistory(RunSummary run, String query, Object argument) {
        try {
            return Objects.requireNonNull(
                    rim.value(rim.payloads(terminated.ask(run, query, argument, TemporalRim.LONG)), Revival.class));
        } catch (WorkflowFailedException e) {
            if (e.getCause() instanceof TimeoutFailure) {
                throw noWorker();
            }
            throw ApiException.conflict(
                    "does_not_apply",
                    "Expected a run whose history tells how far it was, but that of «" + run.run()
                            + "» doesn't: the worker's log says why. Start a new run.");
        }
    }

    private static ApiException noWorker() {
        return ApiException.unavailable(
                "no_worker",
                "Expected a worker to tell how the run ended, but none did. Start one, and try again.",
                RETRY_AFTER_SECONDS);
    }

    private Payloads answer(RunSummary run, String query, Object argument) {
        try {
            return rim.call(
                            TemporalRim.LONG,
                            stub -> stub.queryWorkflow(QueryWorkflowRequest.newBuilder()
                                    .setNamespace(rim.namespace())
                                    .setExecution(
                                            rim.execution(run.run()).toBuilder().setRunId(run.execution()))
                                    .setQuery(WorkflowQuery.newBuilder()
                                            .setQueryType(query)
                                            .setQueryArgs(rim.payloads(argument)))
                                    .build()))
                    .getQueryResult();
        } catch (StatusRuntimeException e) {
            throw refused(run, e);
        }
    }

    private static RuntimeException refused(RunSummary run, StatusRuntimeException exception) {
        Status.Code code = exception.getStatus().getCode();
        if (code == Status.Code.NOT_FOUND) {
            return ApiException.conflict(
                    "run_forgotten",
                    "Expected a run whose history is kept, but that of «" + run.run()
                            + "» is no longer. Start a new run.");
        }
        if (code == Status.Code.FAILED_PRECONDITION) {
            return noWorker();
        }
        return code == Status.Code.INVALID_ARGUMENT
                ? ApiException.conflict(
                        "does_not_apply",
                        "Expected a run that can tell how it ended, but its interpreter says: "
                                + exception.getStatus().getDescription())
                : exception;
    }
}
