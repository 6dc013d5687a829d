package dev.weft.api.store;

import java.time.Instant;
import java.util.Map;

/**
 * A definition without its document.
 *
 * @param revision that is current
 * @param digest of that revision
 * @param from what that revision is written in: a version such as {@code 2.0.0}, or a dialect such as {@code steps}
 */
public record DefinitionSummary(
        String id,
        String name,
        String description,
        Map<String, String> labels,
        int revision,
        String digest,
        String from,
        Instant createdAt,
        Instant updatedAt) {}
