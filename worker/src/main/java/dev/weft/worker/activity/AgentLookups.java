package dev.weft.worker.activity;

import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.protocol.agent.AgentDesk;
import dev.weft.worker.protocol.agent.AgentHealth;
import dev.weft.worker.protocol.agent.AgentLoad;
import dev.weft.worker.protocol.agent.HealthReport;
import dev.weft.worker.protocol.agent.SeenAgent;
import dev.weft.worker.protocol.agent.WeftAgentWatch;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.temporal.activity.Activity;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.QueryRejectCondition;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells runs how agents are, as their leases and whoever looks after them know. Thread safe. */
public final class AgentLookups implements AgentDesk {
    /** For all that is asked together. */
    private static final int PATIENCE_SECONDS = 3;

    @Override
    public List<SeenAgent> see(Question question) {
        WorkflowClient client = Activity.getExecutionContext().getWorkflowClient();
        Deadline deadline = Deadline.after(PATIENCE_SECONDS, TimeUnit.SECONDS);
        boolean watched = question.agents().stream().anyMatch(Candidate::watched);
        HealthReport report = watched ? report(client, deadline) : null;
        List<SeenAgent> seen = new ArrayList<>();
        for (Candidate agent : question.agents()) {
            AgentLoad load = load(client, deadline, agent.name(), question.run());
            boolean down = report != null
                    && report.of(agent.name())
                            .filter(one -> one.status() == AgentHealth.Status.DOWN)
                            .isPresent();
            Instant openUntil = load.openUntil();
            seen.add(new SeenAgent(
                    agent.name(),
                    load.held() + load.waiting(),
                    down,
                    openUntil != null && Instant.now().isBefore(openUntil)));
        }
        return seen;
    }

    /** That of an agent; none where its lease isn't kept or doesn't answer. */
    private static AgentLoad load(WorkflowClient client, Deadline deadline, String agent, String run) {
        try {
            QueryWorkflowResponse answer = stub(client, deadline)
                    .queryWorkflow(QueryWorkflowRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setExecution(execution(WeftLease.id(WeftLease.Kind.AGENT, agent)))
                            .setQuery(WorkflowQuery.newBuilder()
                                    .setQueryType(AgentLoad.QUERY)
                                    .setQueryArgs(
                                            converter(client).toPayloads(run).orElse(Payloads.getDefaultInstance())))
                            .setQueryRejectCondition(QueryRejectCondition.QUERY_REJECT_CONDITION_NOT_OPEN)
                            .build());
            AgentLoad load = answer.hasQueryRejected()
                    ? null
                    : converter(client)
                            .fromPayloads(0, Optional.of(answer.getQueryResult()), AgentLoad.class, AgentLoad.class);
            return load == null ? AgentLoad.NONE : load;
        } catch (StatusRuntimeException e) {
            return AgentLoad.NONE;
        }
    }

    /** How agents are that are looked after; {@code null} where nobody knows. */
    private static @Nullable HealthReport report(WorkflowClient client, Deadline deadline) {
        try {
            return stub(client, deadline)
                    .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setExecution(execution(WeftAgentWatch.ID))
                            .build())
                    .getPendingActivitiesList()
                    .stream()
                    .filter(PendingActivityInfo::hasHeartbeatDetails)
                    .map(one -> converter(client)
                            .fromPayloads(
                                    0, Optional.of(one.getHeartbeatDetails()), HealthReport.class, HealthReport.class))
                    .findFirst()
                    .orElse(null);
        } catch (StatusRuntimeException e) {
            return null;
        }
    }

    private static WorkflowServiceBlockingStub stub(WorkflowClient client, Deadline deadline) {
        return client.getWorkflowServiceStubs().blockingStub().withDeadline(deadline);
    }

    private static WorkflowExecution execution(String id) {
        return WorkflowExecution.newBuilder().setWorkflowId(id).build();
    }

    private static DataConverter converter(WorkflowClient client) {
        return client.getOptions().getDataConverter();
    }
}
