package dev.weft.api.gateway;

import dev.weft.api.error.ApiException;
import dev.weft.worker.protocol.LeaseAnswer;
import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseView;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.protocol.WeftRun;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes leases for runs that are about to be started, and tells how many wait for one. */
public final class LeaseTaker {
    private static final int RETRY_AFTER_SECONDS = 2;

    private final TemporalRim rim;

    LeaseTaker(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * Claims a lease, and waits for the answer. A claim that is made again has the same answer.
     *
     * @throws ApiException 503 where Temporal, or a worker, doesn't answer in time
     */
    public LeaseAnswer take(LeaseClaim claim) {
        WeftLease lease = rim.client()
                .newWorkflowStub(
                        WeftLease.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(claim.lease())
                                .setTaskQueue(WeftRun.TASK_QUEUE)
                                .setWorkflowIdConflictPolicy(
                                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                                .setStaticSummary(claim.key())
                                .build());
        try {
            return rim.callClient(
                    TemporalRim.LONG,
                    () -> WorkflowClient.executeUpdateWithStart(
                            lease::take,
                            claim,
                            UpdateOptions.<LeaseAnswer>newBuilder().build(),
                            new WithStartWorkflowOperation<>(lease::keep, null)));
        } catch (Exception e) {
            throw unanswered(e);
        }
    }

    /** Gives a lease back that was taken for a run which then was not started. */
    public void giveBack(LeaseClaim claim) {
        try {
            rim.callClient(TemporalRim.SHORT, () -> {
                rim.client().newUntypedWorkflowStub(claim.lease()).signal("give_back", claim);
                return true;
            });
        } catch (WorkflowNotFoundException e) {
            // Where nobody keeps the lease, nobody holds it.
        } catch (Exception e) {
            throw unanswered(e);
        }
    }

    /**
     * How many wait for a lease; 0 where nobody keeps it.
     *
     * @throws ApiException 503 where Temporal, or a worker, doesn't answer in time
     */
    public int waiting(String lease) {
        try {
            return rim.callClient(
                            TemporalRim.SHORT,
                            () -> rim.client().newUntypedWorkflowStub(lease).query("state", LeaseView.class))
                    .waiting()
                    .size();
        } catch (WorkflowNotFoundException e) {
            return 0;
        } catch (Exception e) {
            throw unanswered(e);
        }
    }

    /** Who holds a lease and who waits for it; empty where nobody keeps it, or nobody answers in time. */
    public Optional<LeaseView> look(String lease) {
        try {
            return Optional.of(rim.callClient(
                    TemporalRim.SHORT,
                    () -> rim.client().newUntypedWorkflowStub(lease).query("state", LeaseView.class)));
        } catch (Exception e) {
            return Optional.empty();
        }
    }

    private static RuntimeException unanswered(Exception exception) {
        for (@Nullable Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status
                    && TemporalRim.outage(status) instanceof ApiException outage) {
                return outage;
            }
        }
        return switch (exception) {
            case WorkflowServiceException service -> lost();
            case WorkflowUpdateException update -> lost();
            case RuntimeException bug -> bug;
            default -> new IllegalStateException(exception);
        };
    }

    private static ApiException lost() {
        return ApiException.unavailable(
                "no_worker",
                "Expected the lease of the run's key to answer, but it did not in time. Is a worker running? Try again.",
                RETRY_AFTER_SECONDS);
    }
}
