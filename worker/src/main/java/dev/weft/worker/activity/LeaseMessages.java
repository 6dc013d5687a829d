package dev.weft.worker.activity;

import dev.weft.worker.protocol.LeaseClaim;
import dev.weft.worker.protocol.LeaseDesk;
import dev.weft.worker.protocol.LeaseHolder;
import dev.weft.worker.protocol.LeaseView;
import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.protocol.WeftRun;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks to leases for runs, and looks after runs for leases. Thread safe. */
public final class LeaseMessages implements LeaseDesk {
    /** How long a run may take to be started after its lease was taken for it. */
    private static final Duration ABOUT_TO_START = Duration.ofMinutes(1);

    @Override
    public void tell(List<Message> messages) {
        WorkflowClient client = client();
        Map<String, List<Message>> byLease = new LinkedHashMap<>();
        for (Message message : messages) {
            byLease.computeIfAbsent(message.claim().lease(), lease -> new ArrayList<>())
                    .add(message);
        }
        byLease.values().forEach(some -> tell(client, some));
    }

    /** What is said to one lease, in order. */
    private static void tell(WorkflowClient client, List<Message> messages) {
        LeaseClaim claim = messages.getFirst().claim();
        if (messages.stream().allMatch(Message::givenBack)) {
            try {
                client.newUntypedWorkflowStub(claim.lease()).signal("tell", messages);
            } catch (WorkflowNotFoundException e) {
                // Where nobody keeps the lease, nobody holds it.
            }
        } else {
            lease(client, claim).signalWithStart("tell", new Object[] {messages}, new @Nullable Object[] {null});
        }
    }

    private static WorkflowStub lease(WorkflowClient client, LeaseClaim claim) {
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId(claim.lease())
                .setTaskQueue(WeftRun.TASK_QUEUE)
                .setStaticSummary(claim.key())
                .build();
        return client.newUntypedWorkflowStub(WeftLease.TYPE, options);
    }

    @Override
    public List<LeaseHolder> gone(String lease) {
        WorkflowClient client = client();
        WorkflowStub stub = client.newUntypedWorkflowStub(lease);
        LeaseView view = stub.query("state", LeaseView.class);
        Map<String, @Nullable WorkflowExecutionInfo> known = new LinkedHashMap<>();
        List<LeaseHolder> gone = view.holders().stream()
                .filter(holder -> {
                    if (!known.containsKey(holder.run())) {
                        known.put(holder.run(), described(client, holder.run()));
                    }
                    return isGone(holder, known.get(holder.run()));
                })
                .toList();
        if (gone.isEmpty()) {
            throw ApplicationFailure.newBuilder()
                    .setMessage("All holders of the lease are open.")
                    .setType("open")
                    .setCategory(ApplicationErrorCategory.BENIGN)
                    .build();
        }
        return gone;
    }

    private static boolean isGone(LeaseHolder holder, @Nullable WorkflowExecutionInfo run) {
        if (holder.chain() == null) {
            boolean mayStart = holder.since().plus(ABOUT_TO_START).isAfter(Instant.now());
            return !mayStart && (run == null || !isOpen(run));
        }
        return run == null
                || !isOpen(run)
                || !(run.getFirstRunId().isEmpty() || run.getFirstRunId().equals(holder.chain()));
    }

    private static boolean isOpen(WorkflowExecutionInfo run) {
        return run.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    private static @Nullable WorkflowExecutionInfo described(WorkflowClient client, String run) {
        try {
            return client.getWorkflowServiceStubs()
                    .blockingStub()
                    .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(run))
                            .build())
                    .getWorkflowExecutionInfo();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }

    private static WorkflowClient client() {
        return Activity.getExecutionContext().getWorkflowClient();
    }
}
