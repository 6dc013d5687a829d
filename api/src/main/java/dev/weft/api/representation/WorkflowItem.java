package dev.weft.api.representation;

import dev.weft.api.store.DefinitionSummary;
import java.time.Instant;
import java.util.Map;

/**
 * A definition in a list.
 *
 * @param from what it is written in: a version such as {@code 2.0.0}, or a dialect such as {@code steps}
 */
public record WorkflowItem(
        String id,
        String name,
        String description,
        Map<String, String> labels,
        int revision,
        String digest,
        String from,
        Instant createdAt,
        Instant updatedAt) {
    public static WorkflowItem of(DefinitionSummary summary) {
        return new WorkflowItem(
                summary.id(),
                summary.name(),
                summary.description(),
                summary.labels(),
                summary.revision(),
                summary.digest(),
                summary.from(),
                summary.createdAt(),
                summary.updatedAt());
    }
}
