package dev.weft.api.gateway;

import dev.weft.worker.protocol.WeftRun;
import dev.weft.worker.protocol.agent.HealthReport;
import dev.weft.worker.protocol.agent.Watchlist;
import dev.weft.worker.protocol.agent.WeftAgentWatch;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowOptions;
import org.jspecify.annotations.Nullable;

/** Has workers look after agents, and reads what they see. Thread safe. */
public final class AgentWatchDesk {
    private final TemporalRim rim;

    AgentWatchDesk(TemporalRim rim) {
        this.rim = rim;
    }

    /**
     * Whether somebody is to look, and what was seen.
     *
     * @param report {@code null} where nothing is known, as no worker has begun
     */
    public record Looking(boolean open, @Nullable HealthReport report) {}

    /** How it is now. */
    public Looking looking() {
        return rim.described(WeftAgentWatch.ID)
                .filter(AgentWatchDesk::isOpen)
                .map(described -> new Looking(true, report(described)))
                .orElse(new Looking(false, null));
    }

    /** Has these agents looked after from now on. */
    public void watch(Watchlist list) {
        try {
            rim.callClient(
                    TemporalRim.NORMAL,
                    () -> rim.client()
                            .newUntypedWorkflowStub(
                                    WeftAgentWatch.TYPE,
                                    WorkflowOptions.newBuilder()
                                            .setWorkflowId(WeftAgentWatch.ID)
                                            .setTaskQueue(WeftRun.TASK_QUEUE)
                                            .setStaticSummary("looks after agents")
                                            .build())
                            .signalWithStart("agents", new Object[] {list}, new @Nullable Object[] {list, null}));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOpen(DescribeWorkflowExecutionResponse described) {
        return described.getWorkflowExecutionInfo().getStatus()
                == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    private @Nullable HealthReport report(DescribeWorkflowExecutionResponse described) {
        return described.getPendingActivitiesList().stream()
                .filter(one ->
                        one.getActivityType().getName().equals(WeftAgentWatch.ACTIVITY) && one.hasHeartbeatDetails())
                .map(one -> rim.value(one.getHeartbeatDetails(), HealthReport.class))
                .findFirst()
                .orElse(null);
    }
}
