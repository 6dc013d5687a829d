package dev.weft.api.gateway;

import com.google.protobuf.ByteString;
import dev.weft.worker.protocol.LeaseHolder;
import dev.weft.worker.protocol.WeftLease;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The leases that are kept, and which of their holders have ended. Thread safe. */
public final class LeaseBook {
    private static final int PAGE = 200;

    /** How long a run may take to be started after its lease was taken for it. */
    private static final Duration ABOUT_TO_START = Duration.ofMinutes(2);

    private final TemporalRim rim;

    LeaseBook(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * The ids of all leases that are kept.
     *
     * @throws dev.weft.api.error.ApiException 503 where Temporal doesn't answer
     */
    public List<String> all() {
        List<String> found = new ArrayList<>();
        ByteString token = ByteString.EMPTY;
        do {
            ListWorkflowExecutionsRequest request = ListWorkflowExecutionsRequest.newBuilder()
                    .setNamespace(rim.namespace())
                    .setPageSize(PAGE)
                    .setQuery("WorkflowType = '" + WeftLease.TYPE + "' AND ExecutionStatus = 'Running'")
                    .setNextPageToken(token)
                    .build();
            ListWorkflowExecutionsResponse page =
                    rim.call(TemporalRim.NORMAL, stub -> stub.listWorkflowExecutions(request));
            page.getExecutionsList()
                    .forEach(info -> found.add(info.getExecution().getWorkflowId()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return found;
    }

    /** Whether who holds a lease, or waits for it, has ended and gives nothing back any more. */
    public boolean isGone(LeaseHolder holder) {
        Optional<WorkflowExecutionInfo> run =
                rim.described(holder.run()).map(DescribeWorkflowExecutionResponse::getWorkflowExecutionInfo);
        boolean open = run.filter(
                        info -> !Summaries.status(info.getStatus(), null).ended())
                .isPresent();
        @Nullable String chain = holder.chain();
        if (chain == null) {
            return !open && holder.since().plus(ABOUT_TO_START).isBefore(Instant.now());
        }
        return !open
                || run.map(WorkflowExecutionInfo::getFirstRunId)
                        .filter(first -> !first.isEmpty() && !first.equals(chain))
                        .isPresent();
    }

    /** Has a lease let go of holders that have ended; one that isn't kept any more has none. */
    public void letGo(String lease, List<LeaseHolder> ended) {
        try {
            rim.callClient(TemporalRim.NORMAL, () -> {
                rim.client().newUntypedWorkflowStub(lease).signal("let_go", ended);
                return true;
            });
        } catch (WorkflowNotFoundException e) {
            // Where nobody keeps the lease, nobody holds it.
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw TemporalRim.outage(e);
            }
        } catch (Exception e) {
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
    }
}
