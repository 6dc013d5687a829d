package dev.weft.api.representation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.api.store.StoredAgent;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.size.Extent;
import dev.weft.worker.protocol.agent.AgentHealth;
import dev.weft.worker.protocol.agent.AgentLoad;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent.
 *
 * @param operations JSON Schema of the parameters of each; an empty map where any operation is taken
 * @param resources what a call takes up of its worker; {@code null} for nothing
 * @param settings of its kind: where and how it is called; secrets only by their names
 * @param origin {@code api}, {@code catalogue}, or {@code folder:PATH}
 * @param health whether it can be called, where its file says {@code health}
 * @param load what it has to do, where it has bounds and a worker says so in time
 * @param problems warnings, where it has just been saved
 */
public record AgentBody(
        String name,
        String description,
        List<String> capabilities,
        Map<String, Map<String, @Nullable Object>> operations,
        @Nullable Integer maxConcurrent,
        @Nullable Taken resources,
        String kind,
        ObjectNode settings,
        int revision,
        String digest,
        String origin,
        String updatedBy,
        Instant updatedAt,
        @Nullable AgentHealthBody health,
        @Nullable AgentLoadBody load,
        @Nullable List<ProblemBody> problems) {
    /**
     * What a call takes up of its worker.
     *
     * @param cpu cores; {@code null} for nothing said
     * @param memory bytes; {@code null} for nothing said
     */
    public record Taken(@Nullable Double cpu, @Nullable Long memory) {
        private static @Nullable Taken of(@Nullable Extent extent) {
            return extent == null
                    ? null
                    : new Taken(
                            extent.cpu() == 0 ? null : extent.cpu() / Extent.THOUSAND,
                            extent.memory() == 0 ? null : extent.memory());
        }
    }

    private static final ObjectMapper PLAIN = JsonMapper.builder().build();

    /** One of whose state nothing is known. */
    public static AgentBody of(StoredAgent stored, @Nullable List<ProblemBody> problems) {
        return of(stored, null, null, problems);
    }

    /** One with its state now. */
    public static AgentBody of(StoredAgent stored, @Nullable AgentHealth health, @Nullable AgentLoad load) {
        return of(stored, health, load, null);
    }

    private static AgentBody of(
            StoredAgent stored,
            @Nullable AgentHealth health,
            @Nullable AgentLoad load,
            @Nullable List<ProblemBody> problems) {
        Agent agent = stored.agent();
        ObjectNode settings = PLAIN.valueToTree(agent.kind());
        String kind = settings.path("type").asText();
        settings.remove("type");
        return new AgentBody(
                agent.name(),
                agent.description(),
                agent.capabilities(),
                agent.operations(),
                agent.maxConcurrent(),
                Taken.of(agent.resources()),
                kind,
                settings,
                stored.revision(),
                stored.digest(),
                stored.origin(),
                stored.updatedBy(),
                stored.updatedAt(),
                agent.health() == null ? null : AgentHealthBody.of(health),
                load == null ? null : AgentLoadBody.of(agent, load, Instant.now()),
                problems);
    }
}
