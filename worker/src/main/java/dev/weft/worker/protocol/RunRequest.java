package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.definitions.agent.Agent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run needs, so that its history replays alone: the definition itself, its inputs, its agents.
 *
 * @param workflow id of the definition
 * @param revision number of the saved revision, from 1; 0 for a definition that was never saved
 * @param definition the canonical document, at most 512 KiB
 * @param inputs with defaults filled in
 * @param agents what the definition's agents were when the run was started, by name
 * @param startedBy identity of the caller
 * @param labels of this run
 * @param decisionKeys public keys that verify decisions which came through the API, see {@link DecisionKeys}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunRequest(
        String workflow,
        int revision,
        String definition,
        Map<String, @Nullable Object> inputs,
        Map<String, Agent> agents,
        String startedBy,
        Map<String, String> labels,
        List<String> decisionKeys) {
    /** One whose decisions can't be verified: all of them count as of channel {@code temporal}. */
    public RunRequest(
            String workflow,
            int revision,
            String definition,
            Map<String, @Nullable Object> inputs,
            Map<String, Agent> agents,
            String startedBy,
            Map<String, String> labels) {
        this(workflow, revision, definition, inputs, agents, startedBy, labels, List.of());
    }

    public RunRequest {
        inputs = inputs == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        agents = agents == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(agents));
        labels = labels == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        startedBy = startedBy == null ? "" : startedBy;
        decisionKeys = decisionKeys == null ? List.of() : List.copyOf(decisionKeys);
    }
}
