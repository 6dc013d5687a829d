package dev.weft.worker.interpreter.child;

import dev.weft.definitions.agent.Agent;
import dev.weft.worker.protocol.ChildDefinition;
import dev.weft.worker.protocol.PinnedDefinition;
import dev.weft.worker.protocol.RunRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The definitions that a run carries for its child runs, each handed no more of them than it can come to. */
final class Carried {
    private Carried() {}

    /** What a child run is started with; {@code null} where the run doesn't carry its document. */
    static @Nullable ChildDefinition find(RunRequest request, String key) {
        PinnedDefinition pinned = request.definitions().get(key);
        if (pinned == null || pinned.document() == null) {
            return null;
        }
        Map<String, PinnedDefinition> below = below(request.definitions(), pinned.starts());
        Map<String, Agent> agents = new LinkedHashMap<>();
        addAgents(request, pinned, agents);
        below.values().forEach(one -> addAgents(request, one, agents));
        return new ChildDefinition(pinned.workflow(), pinned.revision(), pinned.document(), agents, below);
    }

    private static Map<String, PinnedDefinition> below(Map<String, PinnedDefinition> all, List<String> starts) {
        Map<String, PinnedDefinition> below = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>(starts);
        while (!next.isEmpty()) {
            String key = next.remove();
            PinnedDefinition pinned = all.get(key);
            if (pinned != null && below.putIfAbsent(key, pinned) == null) {
                next.addAll(pinned.starts());
            }
        }
        return below;
    }

    private static void addAgents(RunRequest request, PinnedDefinition pinned, Map<String, Agent> agents) {
        for (String name : pinned.agents()) {
            Agent agent = request.agents().get(name);
            if (agent != null) {
                agents.put(name, agent);
            }
        }
    }
}
