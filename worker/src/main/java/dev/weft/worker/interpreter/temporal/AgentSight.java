package dev.weft.worker.interpreter.temporal;

import dev.weft.worker.interpreter.state.Effect;
import dev.weft.worker.interpreter.state.RunEvent;
import dev.weft.worker.protocol.agent.AgentDesk;
import dev.weft.worker.protocol.agent.SeenAgent;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final Runnable idle;
    private final Deque<Effect.SeeAgents> asked = new ArrayDeque<>();
    private boolean underWay;

    /**
     * @param idle is called when all is answered
     */
    AgentSight(Consumer<RunEvent> events, Runnable idle) {
        this.events = events;
        this.idle = idle;
    }

    void see(Effect.SeeAgents agents) {
        asked.add(agents);
        if (!underWay) {
            underWay = true;
            Workflow.newDetachedCancellationScope(() -> Async.procedure(this::askAll))
                    .run();
        }
    }

    /** Whether all is answered. */
    boolean isIdle() {
        return !underWay;
    }

    private void askAll() {
        while (!asked.isEmpty()) {
            List<Effect.SeeAgents> next = List.copyOf(asked);
            Map<String, AgentDesk.Candidate> candidates = new LinkedHashMap<>();
            next.forEach(one -> one.agents().forEach(agent -> candidates.put(agent.name(), agent)));
            List<SeenAgent> seen = ask(new ArrayList<>(candidates.values()));
            for (Effect.SeeAgents one : next) {
                asked.removeFirst();
                events.accept(new RunEvent.AgentsSeen(RunClock.now(), one.task(), one.capability(), seen));
            }
        }
        underWay = false;
        idle.run();
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
