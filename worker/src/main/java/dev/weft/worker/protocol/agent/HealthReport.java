package dev.weft.worker.protocol.agent;

import java.util.List;
import java.util.Optional;

/**
 * How all agents of a list are.
 *
 * @param digest of the list
 */
public record HealthReport(String digest, List<AgentHealth> agents) {
    public HealthReport {
        agents = agents == null ? List.of() : List.copyOf(agents);
    }

    /** How one is. */
    public Optional<AgentHealth> of(String agent) {
        return agents.stream().filter(one -> one.agent().equals(agent)).findFirst();
    }
}
