package dev.weft.worker.protocol.agent;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * Has one of the workers look after agents, and another one where that is lost: one workflow for the platform, as long as there is
 * anybody to look after. Reports are the heartbeats of its activity, so that looking costs no history.
 */
@WorkflowInterface
public interface WeftAgentWatch {
    /** The workflow type. */
    String TYPE = "WeftAgentWatch";

    /** The workflow id. */
    String ID = "weft-agent-watch";

    /** The type of the activity: takes a {@link Watchlist} and the last {@link HealthReport}, and gives the next. */
    String ACTIVITY = "agent_watch";

    /**
     * Looks after agents until the list is empty.
     *
     * @param before how they were; {@code null} where nobody has looked
     */
    @WorkflowMethod(name = TYPE)
    void watch(Watchlist list, @Nullable HealthReport before);

    /** Another list from now on. */
    @SignalMethod(name = "agents", description = "Look after these agents from now on: sent by the API.")
    void agents(Watchlist list);
}
