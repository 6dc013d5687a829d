package dev.weft.worker.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.definitions.agent.Agent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All of a definition that a child run is started with.
 *
 * @param document canonical
 * @param agents that it, and what it starts, call, by name
 * @param definitions that it starts, and those start, by {@link PinnedDefinition#key}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ChildDefinition(
        String workflow,
        int revision,
        String document,
        Map<String, Agent> agents,
        Map<String, PinnedDefinition> definitions) {
    public ChildDefinition {
        agents = agents == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(agents));
        definitions = definitions == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(definitions));
    }
}
