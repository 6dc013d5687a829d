package dev.weft.definitions.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something that does work for {@code agent_task}. Immutable; its JSON is what a run pins.
 *
 * @param name {@code [A-Za-z0-9_.-]+}, case kept
 * @param description for people
 * @param capabilities words by which a task may ask for any agent
 * @param operations JSON Schema of the parameters of each operation; an empty map where any operation is taken
 * @param maxConcurrent calls at once over all workers; {@code null} for no bound
 * @param kind how it is called
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Agent(
        String name,
        String description,
        List<String> capabilities,
        Map<String, Map<String, @Nullable Object>> operations,
        @Nullable Integer maxConcurrent,
        AgentKind kind) {
    public Agent {
        description = description == null ? "" : description;
        capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        operations = operations == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(operations));
    }
}
