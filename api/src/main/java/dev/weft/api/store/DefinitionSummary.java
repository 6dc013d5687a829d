package dev.weft.api.store;

import java.time.Instant;
import java.util.Map;

/**
 * A definition without its document.
 *
 * @param revision that is current
 * @param digest of that revision
 */
public record DefinitionSummary(
        String id,
        String name,
        String description,
        Map<String, String> labels,
        int revision,
        String digest,
        Instant createdAt,
        Instant updatedAt) {}
