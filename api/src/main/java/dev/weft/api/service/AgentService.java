package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.store.AgentStore;
import dev.weft.api.store.StoredAgent;
import dev.weft.definitions.agent.Agent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Agents: found, listed, gathered for a run. Thread safe. */
public final class AgentService {
    private static final int PAGE = 500;
    private final AgentStore store;

    public AgentService(AgentStore store) {
        this.store = store;
    }

    /** One agent; 404 where there is none. */
    public StoredAgent find(String name) {
        return store.find(name).orElseThrow(() -> ApiException.notFound("agent", name));
    }

    /** A page of agents, by name. */
    public List<StoredAgent> list(String after, int limit) {
        return store.list(after, limit);
    }

    /** All agents by name. */
    public Map<String, Agent> all() {
        Map<String, Agent> agents = new LinkedHashMap<>();
        List<StoredAgent> page = new ArrayList<>();
        String after = "";
        do {
            page = store.list(after, PAGE);
            for (StoredAgent stored : page) {
                agents.put(stored.agent().name(), stored.agent());
                after = stored.agent().name();
            }
        } while (page.size() == PAGE);
        return agents;
    }
}
