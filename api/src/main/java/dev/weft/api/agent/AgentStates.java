package dev.weft.api.agent;

import dev.weft.api.gateway.AgentLoads;
import dev.weft.definitions.agent.Agent;
import dev.weft.worker.protocol.agent.AgentHealth;
import dev.weft.worker.protocol.agent.AgentLoad;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** How agents are now, for those who ask. Thread safe. */
public final class AgentStates {
    private static final int AT_ONCE = 32;

    private final AgentMonitor monitor;
    private final AgentLoads loads;
    private final Semaphore atOnce = new Semaphore(AT_ONCE);

    public AgentStates(AgentMonitor monitor, AgentLoads loads) {
        this.monitor = monitor;
        this.loads = loads;
    }

    /**
     * How an agent is.
     *
     * @param health empty where nobody looks after it
     * @param load empty for one without bounds, and where no worker says so in time
     */
    public record Now(Optional<AgentHealth> health, Optional<AgentLoad> load) {}

    /** Why an agent can't be called now; empty where it can, or nobody knows. */
    public Optional<String> down(String agent) {
        return monitor.health(agent)
                .filter(health -> health.status() == AgentHealth.Status.DOWN)
                .map(health -> health.failure() == null
                        ? "it was when it was looked at last"
                        : health.failure().message());
    }

    /** How each is, by name. */
    public Map<String, Now> of(List<Agent> agents) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Optional<AgentLoad>>> asked = new LinkedHashMap<>();
            for (Agent agent : agents) {
                if (agent.hasBounds()) {
                    asked.put(agent.name(), threads.submit(() -> load(agent)));
                }
            }
            Map<String, Now> states = new LinkedHashMap<>();
            for (Agent agent : agents) {
                Future<Optional<AgentLoad>> load = asked.get(agent.name());
                states.put(
                        agent.name(),
                        new Now(monitor.health(agent.name()), load == null ? Optional.empty() : load.get()));
            }
            return states;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<AgentLoad> load(Agent agent) throws InterruptedException {
        atOnce.acquire();
        try {
            return loads.of(agent.name());
        } finally {
            atOnce.release();
        }
    }
}
