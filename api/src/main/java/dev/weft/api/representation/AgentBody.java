package dev.weft.api.representation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weft.api.store.StoredAgent;
import dev.weft.definitions.agent.Agent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent.
 *
 * @param operations JSON Schema of the parameters of each; an empty map where any operation is taken
 * @param settings of its kind: where and how it is called; secrets only by their names
 * @param origin {@code api}, {@code catalogue}, or {@code folder:PATH}
 * @param problems warnings, where it has just been saved
 */
public record AgentBody(
        String name,
        String description,
        List<String> capabilities,
        Map<String, Map<String, @Nullable Object>> operations,
        @Nullable Integer maxConcurrent,
        String kind,
        ObjectNode settings,
        int revision,
        String digest,
        String origin,
        String updatedBy,
        Instant updatedAt,
        @Nullable List<ProblemBody> problems) {
    private static final ObjectMapper PLAIN = JsonMapper.builder().build();

    public static AgentBody of(StoredAgent stored, @Nullable List<ProblemBody> problems) {
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
                kind,
                settings,
                stored.revision(),
                stored.digest(),
                stored.origin(),
                stored.updatedBy(),
                stored.updatedAt(),
                problems);
    }
}
