package dev.weft.api.gateway;

import dev.weft.worker.protocol.WeftLease;
import dev.weft.worker.protocol.agent.AgentLoad;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.QueryRejectCondition;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import java.time.Duration;
import java.util.Optional;

/** How much agents have to do, as their leases know. Thread safe. */
public final class AgentLoads {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private final TemporalRim rim;

    AgentLoads(TemporalRim rim) {
        this.rim = rim;
    }

    /** That of an agent with bounds; empty where no worker says so in time. */
    public Optional<AgentLoad> of(String agent) {
        QueryWorkflowRequest question = QueryWorkflowRequest.newBuilder()
                .setNamespace(rim.namespace())
                .setExecution(rim.execution(WeftLease.id(WeftLease.Kind.AGENT, agent)))
                .setQuery(WorkflowQuery.newBuilder().setQueryType(AgentLoad.QUERY))
                .setQueryRejectCondition(QueryRejectCondition.QUERY_REJECT_CONDITION_NOT_OPEN)
                .build();
        try {
            QueryWorkflowResponse answer = rim.patientCall(PATIENCE, stub -> stub.queryWorkflow(question));
            return Optional.ofNullable(
                    answer.hasQueryRejected() ? AgentLoad.NONE : rim.value(answer.getQueryResult(), AgentLoad.class));
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() == Status.Code.NOT_FOUND ? Optional.of(AgentLoad.NONE) : Optional.empty();
        }
    }
}
