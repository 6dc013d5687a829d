package dev.weft.definitions.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.weft.definitions.size.Extent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something that does work for {@code agent_task}. Immutable; its JSON is what a run pins.
 *
 * @param name {@code [A-Za-z0-9_.-]+}, case kept
 * @param description for people
 * @param capabilities words by which a task may ask for any agent
 * @param operations JSON Schema of the parameters of each operation; an empty map where any operation is taken
 * @param outputs JSON Schema of what an operation gives, by its name; under {@link #ANY_OPERATION} that of all others; an empty map
 *     where nothing is known
 * @param maxConcurrent calls at once over all workers; {@code null} for no bound
 * @param rateLimit calls in a time over all workers; {@code null} for no bound
 * @param breaker when it is left alone for a while; {@code null} for never
 * @param health how it is found out whether it can be called; {@code null} where nobody looks
 * @param resources what a call takes up of its worker; {@code null} for nothing
 * @param kind how it is called
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Agent(
        String name,
        String description,
        List<String> capabilities,
        Map<String, Map<String, @Nullable Object>> operations,
        Map<String, Map<String, @Nullable Object>> outputs,
        @Nullable Integer maxConcurrent,
        @Nullable RateLimit rateLimit,
        @Nullable Breaker breaker,
        @Nullable HealthCheck health,
        @Nullable Extent resources,
        AgentKind kind) {
    /** What names of agents match. */
    public static final String NAME = "[A-Za-z0-9_.-]{1,200}";

    /** Stands in {@code outputs} for every operation that isn't named there. */
    public static final String ANY_OPERATION = "*";

    public Agent {
        description = description == null ? "" : description;
        capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        operations = operations == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(operations));
        outputs = outputs == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** One of whose outputs nothing is known. */
    public Agent(
            String name,
            String description,
            List<String> capabilities,
            Map<String, Map<String, @Nullable Object>> operations,
            @Nullable Integer maxConcurrent,
            AgentKind kind) {
        this(name, description, capabilities, operations, Map.of(), maxConcurrent, null, null, null, null, kind);
    }

    /** Whether calls of it have to be asked for, as there are bounds on them. */
    public boolean hasBounds() {
        return maxConcurrent != null || rateLimit != null || breaker != null;
    }

    /**
     * JSON Schema of what an operation gives; nothing where it isn't known.
     *
     * @param operation {@code null} for the only or default one
     */
    public Optional<Map<String, @Nullable Object>> output(@Nullable String operation) {
        String only = operations.size() == 1 ? operations.keySet().iterator().next() : null;
        String name = operation != null ? operation : only;
        Map<String, @Nullable Object> own = name == null ? null : outputs.get(name);
        return Optional.ofNullable(own != null ? own : outputs.get(ANY_OPERATION));
    }
}
