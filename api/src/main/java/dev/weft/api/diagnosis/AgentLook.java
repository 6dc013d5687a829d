package dev.weft.api.diagnosis;

import dev.weft.api.gateway.Gateway;
import dev.weft.api.representation.DiagnosisBody.AgentState;
import dev.weft.api.store.AgentCallStore;
import dev.weft.api.store.AgentCalls;
import dev.weft.api.store.AgentStore;
import dev.weft.api.store.StoredAgent;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.agent.AgentKind;
import dev.weft.worker.protocol.LeaseHolder;
import dev.weft.worker.protocol.LeaseView;
import dev.weft.worker.protocol.WeftLease;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How agents are, over all runs. Thread safe. */
final class AgentLook {
    private final Gateway gateway;
    private final AgentStore agents;
    private final AgentCallStore calls;

    AgentLook(Gateway gateway, AgentStore agents, AgentCallStore calls) {
        this.gateway = gateway;
        this.agents = agents;
        this.calls = calls;
    }

    AgentState at(String name) {
        Optional<Agent> agent = agents.find(name).map(StoredAgent::agent);
        Optional<LeaseView> lease = lease(name);
        AgentCalls last = calls.last(name);
        return new AgentState(
                name,
                agent.isPresent(),
                agent.map(found -> kind(found.kind())).orElse(null),
                agent.map(found -> pollers(found.kind())).orElse(null),
                lease.map(view -> view.holders().size()).orElse(null),
                lease.map(view -> view.waiting().size()).orElse(null),
                last.completed(),
                last.failed(),
                last.lastError());
    }

    /** Who holds the places of an agent, for people. */
    List<String> holders(String name) {
        return lease(name)
                .map(view -> view.holders().stream().map(LeaseHolder::described).toList())
                .orElse(List.of());
    }

    private Optional<LeaseView> lease(String name) {
        return gateway.leases().look(WeftLease.id(WeftLease.Kind.AGENT, name));
    }

    private @Nullable Integer pollers(AgentKind kind) {
        try {
            return kind instanceof AgentKind.Temporal temporal ? gateway.queue().pollers(temporal.taskQueue()) : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static String kind(AgentKind kind) {
        return kind.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
