package dev.weft.worker.interpreter.child;

import dev.weft.definitions.agent.Agent;
import dev.weft.worker.interpreter.state.RunFacts;
import dev.weft.worker.protocol.PinnedDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the outputs of runs depend on that a run starts, as far as it has pinned them. Pure. */
public final class StartedContent {
    private StartedContent() {}

    /**
     * Adds each definition that a run comes to, with the agents that it calls.
     *
     * @param key under which the first is pinned
     * @param found by key; those that are there already are left as they are
     */
    public static void add(RunFacts facts, String key, Map<String, @Nullable Object> found) {
        PinnedDefinition pinned = facts.request().definitions().get(key);
        if (pinned == null || found.containsKey(key)) {
            return;
        }
        List<@Nullable Object> described = new ArrayList<>();
        described.add(pinned.digest());
        for (String name : pinned.agents()) {
            Agent agent = facts.agent(name);
            described.add(agent == null ? name : String.valueOf(agent.kind()));
        }
        found.put(key, described);
        pinned.starts().forEach(other -> add(facts, other, found));
    }
}
