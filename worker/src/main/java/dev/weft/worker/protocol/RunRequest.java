package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.definitions.agent.Agent;
import java.util.Collections;
import java.util.LinkedHashMap;
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
 * @param start where it goes on from; {@code null} where it begins at its beginning
 * @param restartedFrom id of the run that this one does again; {@code null} where it does none
 * @param continueAfter events of a history after which the run goes on in a new one; {@code null} for as many as suit the
 *     server. It is told with the run, as what a worker is set to would not be the same at each replay
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
        @Nullable RunStart start,
        @Nullable String restartedFrom,
        @Nullable Integer continueAfter) {
    /** One that begins at its beginning. */
    public RunRequest(
            String workflow,
            int revision,
            String definition,
            Map<String, @Nullable Object> inputs,
            Map<String, Agent> agents,
            String startedBy,
            Map<String, String> labels) {
        this(workflow, revision, definition, inputs, agents, startedBy, labels, null, null, null);
    }

    public RunRequest {
        inputs = inputs == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        agents = agents == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(agents));
        labels = labels == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        startedBy = startedBy == null ? "" : startedBy;
    }

    /** The same, going on from a state. */
    public RunRequest from(RunStart other) {
        return new RunRequest(
                workflow, revision, definition, inputs, agents, startedBy, labels, other, restartedFrom, continueAfter);
    }

    /** How often the run was sent back. */
    public int generation() {
        return start == null ? 0 : start.generation();
    }
}
