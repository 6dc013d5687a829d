package dev.weft.definitions.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often one value is looked at because schemas refer to schemas for the same value. A reference that leads back to
 * itself would never end, and thirty steps that each refer twice to the next would go on for years.
 */
final class SchemaLoops {
    private static final long MOST = 10_000;
    private static final List<String> ONE = List.of("not", "if", "then", "else");
    private static final List<String> SEVERAL = List.of("allOf", "anyOf", "oneOf", "dependentSchemas");
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");
    private static final List<String> NAMES = List.of("$anchor", "$dynamicAnchor", "$id");

    private final JsonNode root;
    private final Map<String, JsonNode> named = new HashMap<>();
    private final Map<JsonNode, Long> known = new IdentityHashMap<>();
    private final Map<JsonNode, Boolean> open = new IdentityHashMap<>();
    private @Nullable String flaw;

    private SchemaLoops(JsonNode root) {
        this.root = root;
        name(root);
    }

    /** What is wrong with a schema of this kind, or {@code null}. */
    static @Nullable String flaw(JsonNode schema) {
        SchemaLoops loops = new SchemaLoops(schema);
        loops.everywhere(schema);
        return loops.flaw;
    }

    private void name(JsonNode node) {
        for (String field : NAMES) {
            JsonNode name = node.get(field);
            if (name != null && name.isTextual()) {
                named.put((field.equals("$id") ? "" : "#") + name.textValue(), node);
            }
        }
        node.forEach(this::name);
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
        for (String field : ONE) {
            visits += below(node.get(field));
        }
        for (String field : SEVERAL) {
            JsonNode schemas = node.get(field);
            if (schemas != null) {
                for (JsonNode schema : schemas) {
                    visits += below(schema);
                }
            }
        }
        for (String field : REFERENCES) {
            JsonNode reference = node.get(field);
            if (reference != null && reference.isTextual()) {
                visits += below(target(reference.textValue()));
            }
        }
        open.remove(node);
        known.put(node, Math.min(visits, MOST + 1));
        return Math.min(visits, MOST + 1);
    }

    private long below(@Nullable JsonNode schema) {
        return schema == null || !schema.isObject() ? 0 : visits(schema);
    }

    private @Nullable JsonNode target(String reference) {
        if (reference.isEmpty() || reference.equals("#")) {
            return root;
        }
        if (reference.startsWith("#/")) {
            JsonNode found = root.at(reference.substring(1));
            return found.isMissingNode() ? null : found;
        }
        return named.get(reference);
    }
}
