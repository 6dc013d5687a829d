package dev.weft.definitions.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often one value is looked at because schemas refer to schemas for the same value. A reference that leads back to
 * itself would never end, and thirty steps that each refer twice to the next would go on for years.
 */
final class SchemaLoops {
    private static final long MOST = 10_000;
    private final SchemaReferences references;
    private final Map<JsonNode, Long> known = new IdentityHashMap<>();
    private final Map<JsonNode, Boolean> open = new IdentityHashMap<>();
    private @Nullable String flaw;

    private SchemaLoops(JsonNode root) {
        this.references = new SchemaReferences(root);
    }

    /** What is wrong with a schema of this kind, or {@code null}. */
    static @Nullable String flaw(JsonNode schema) {
        SchemaLoops loops = new SchemaLoops(schema);
        loops.everywhere(schema);
        return loops.flaw;
    }

    private void everywhere(JsonNode node) {
        if (flaw == null && node.isObject() && visits(node) > MOST) {
            flaw = "references multiply to more than 10,000 schemas for one value";
        }
        node.forEach(this::everywhere);
    }

    private long visits(JsonNode node) {
        Long found = known.get(node);
        if (found != null || flaw != null) {
            return found == null ? 0 : found;
        }
        if (open.put(node, true) != null) {
            flaw = "a reference leads back to itself for the same value";
            return 0;
        }
        long visits = 1;
        for (JsonNode beside : references.beside(node)) {
            visits += visits(beside);
        }
        open.remove(node);
        known.put(node, Math.min(visits, MOST + 1));
        return Math.min(visits, MOST + 1);
    }
}
