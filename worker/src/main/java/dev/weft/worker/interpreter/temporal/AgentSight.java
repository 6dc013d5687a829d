package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.agent.AgentDesk;
import dev.weft.worker.protocol.agent.SeenAgent;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Asks how agents are, one local activity after the other: what is asked while one is under way goes together in the next. What
 * isn't known in time is left out, and the run chooses by what it knows itself. Workflow threads only.
 */
final class AgentSight {
    private static final LocalActivityOptions OPTIONS = LocalActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(5))
            .setScheduleToCloseTimeout(Duration.ofSeconds(5))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build();

    private final Consumer<RunEvent> events;
    private final AskedTogether<Effect.SeeAgents> asked;

    /**
     * @param idle is called when all is answered
     */
    AgentSight(Consumer<RunEvent> events, Runnable idle) {
        this.events = events;
        this.asked = new AskedTogether<>(this::see, idle);
    }

    void see(Effect.SeeAgents agents) {
        asked.ask(agents);
    }

    /** Whether all is answered. */
    boolean isIdle() {
        return asked.isIdle();
    }

    private int see(List<Effect.SeeAgents> all) {
        Map<String, AgentDesk.Candidate> candidates = new LinkedHashMap<>();
        all.forEach(one -> one.agents().forEach(agent -> candidates.put(agent.name(), agent)));
        List<SeenAgent> seen = ask(new ArrayList<>(candidates.values()));
        all.forEach(one -> events.accept(new RunEvent.AgentsSeen(RunClock.now(), one.task(), one.capability(), seen)));
        return all.size();
    }

    private static List<SeenAgent> ask(List<AgentDesk.Candidate> candidates) {
        try {
            SeenAgent[] seen = Workflow.newUntypedLocalActivityStub(OPTIONS)
                    .execute(
                            AgentDesk.SEE,
                            SeenAgent[].class,
                            new AgentDesk.Question(Workflow.getInfo().getWorkflowId(), candidates));
            return seen == null ? List.of() : List.of(seen);
        } catch (ActivityFailure e) {
            return List.of();
        }
    }
}
