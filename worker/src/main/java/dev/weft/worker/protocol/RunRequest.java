package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.weft.definitions.agent.Agent;
import dev.weft.worker.protocol.large.Sendable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run needs, so that its history replays alone: the definition itself, its inputs, its agents, and the
 * definitions that it starts.
 *
 * @param workflow id of the definition
 * @param revision number of the saved revision, from 1; 0 for a definition that was never saved
 * @param definition the canonical document, at most 512 KiB
 * @param inputs with defaults filled in
 * @param agents what the agents of the definition, and of those that it starts, were when the run was started, by name
 * @param startedBy identity of the caller
 * @param labels of this run
 * @param decisionKeys public keys that verify decisions which came through the API, see {@link DecisionKeys}
 * @param priority 1 (first) to 5; {@code null} for 3
 * @param parent the task that started it; {@code null} for a run that no other started
 * @param definitions that it and its child runs name, by {@link PinnedDefinition#key}
 * @param start where it goes on from; {@code null} where it begins at its beginning
 * @param restartedFrom id of the run that this one does again; {@code null} where it does none
 * @param continueAfter events of a history after which the run goes on in a new one; {@code null} for as many as suit the
 *     server. It is told with the run, as what a worker is set to would not be the same at each replay
 * @param eventsSince from where on events count for it; {@code null} for from its beginning on, by its own clock
 * @param maxRuns how many runs may go on at once on the platform for this one to be among them; {@code null} for no bound.
 *     A run that another waits for has the place of that one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RunRequest(
        String workflow,
        int revision,
        String definition,

        @JsonSerialize(using = Sendable.Writer.class) @JsonDeserialize(using = Sendable.Reader.class)
        Map<String, @Nullable Object> inputs,

        Map<String, Agent> agents,
        String startedBy,
        Map<String, String> labels,
        List<String> decisionKeys,
        @Nullable Integer priority,
        @Nullable ParentRun parent,
        Map<String, PinnedDefinition> definitions,
        @Nullable RunStart start,
        @Nullable String restartedFrom,
        @Nullable Integer continueAfter,
        @Nullable LogPoint eventsSince,
        @Nullable Integer maxRuns) {
    public RunRequest {
        inputs = inputs == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        agents = agents == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(agents));
        labels = labels == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        startedBy = startedBy == null ? "" : startedBy;
        decisionKeys = decisionKeys == null ? List.of() : List.copyOf(decisionKeys);
        definitions = definitions == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
    }

    /** A run that no other started, and that starts none; without keys, all its decisions count as of channel {@code temporal}. */
    public RunRequest(
            String workflow,
            int revision,
            String definition,
            Map<String, @Nullable Object> inputs,
            Map<String, Agent> agents,
            String startedBy,
            Map<String, String> labels) {
        this(
                workflow,
                revision,
                definition,
                inputs,
                agents,
                startedBy,
                labels,
                List.of(),
                null,
                null,
                Map.of(),
                null,
                null,
                null,
                null,
                null);
    }

    /** Where the loop stands that it does a slice of; {@code null} where it does none. */
    public @Nullable SlicePlace slice() {
        return parent == null ? null : parent.slice();
    }

    /** Whether it needs a place of its own on the platform: others wait for its end only where they have none. */
    public boolean needsPlace() {
        return maxRuns != null && (parent == null || !parent.awaits());
    }

    /** How many runs stand above it. */
    public int depth() {
        return parent == null ? 0 : parent.depth();
    }

    /** The same, going on from a state. */
    public RunRequest from(RunStart other) {
        return with(decisionKeys, parent, definitions, other, maxRuns);
    }

    /** The same, with other keys. */
    public RunRequest verifiedBy(List<String> keys) {
        return with(keys, parent, definitions, start, maxRuns);
    }

    /** The same; where another run waited for it, that no longer does. */
    public RunRequest awaitedByNobody() {
        return with(decisionKeys, parent == null ? null : parent.notWaiting(), definitions, start, maxRuns);
    }

    /** The same; another task waits for it now. */
    public RunRequest awaitedBy(ParentRun task) {
        return with(decisionKeys, task, definitions, start, maxRuns);
    }

    /** The same, where so many runs go on at once on the platform; {@code null} for no bound. */
    public RunRequest boundedBy(@Nullable Integer runs) {
        return with(decisionKeys, parent, definitions, start, runs);
    }

    /** The same, with other definitions to start. */
    public RunRequest starting(Map<String, PinnedDefinition> others) {
        return with(decisionKeys, parent, others, start, maxRuns);
    }

    private RunRequest with(
            List<String> keys,
            @Nullable ParentRun above,
            Map<String, PinnedDefinition> others,
            @Nullable RunStart from,
            @Nullable Integer most) {
        return new RunRequest(
                workflow,
                revision,
                definition,
                inputs,
                agents,
                startedBy,
                labels,
                keys,
                priority,
                above,
                others,
                from,
                restartedFrom,
                continueAfter,
                eventsSince,
                most);
    }
}
