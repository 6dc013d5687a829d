package dev.weft.api.representation;

import dev.weft.api.store.DefinitionSummary;
import java.time.Instant;
import java.util.Map;

/** A definition in a list. */
public record WorkflowItem(
        String id,
        String name,
        String description,
        Map<String, String> labels,
        int revision,
        String digest,
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
                summary.createdAt(),
                summary.updatedAt());
    }
}
