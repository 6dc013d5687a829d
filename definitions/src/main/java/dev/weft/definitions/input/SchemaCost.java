package dev.weft.definitions.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often the parts of a value are looked at. A schema that refers to itself in two alternatives of a property does so
 * twice as often at each level of a value: forty levels would go on for years.
 */
final class SchemaCost {
    private static final long MOST = 1_000_000;
    private static final List<String> EACH =
            List.of("additionalProperties", "unevaluatedProperties", "items", "contains", "unevaluatedItems");

    private final SchemaReferences references;
    private final Map<JsonNode, Map<JsonNode, Long>> known = new IdentityHashMap<>();

    private SchemaCost(JsonNode schema) {
        this.references = new SchemaReferences(schema);
    }

    /**
     * Whether a value takes too long to check.
     *
     * @param schema in which no reference leads back to itself for the same value
     */
    static boolean isTooMuch(JsonNode schema, JsonNode value) {
        return value.isContainerNode() && refers(schema) && new SchemaCost(schema).of(schema, value) > MOST;
    }

    // Without references each part of a schema meets each part of a value once at most.
    private static boolean refers(JsonNode node) {
        if (node.has("$ref") || node.has("$dynamicRef")) {
            return true;
        }
        for (JsonNode below : node) {
            if (refers(below)) {
                return true;
            }
        }
        return false;
    }

    private long of(JsonNode schema, JsonNode value) {
        Map<JsonNode, Long> costs = known.computeIfAbsent(schema, unknown -> new IdentityHashMap<>());
        Long cost = costs.get(value);
        if (cost == null) {
            cost = Math.min(MOST + 1, sum(schema, value));
            costs.put(value, cost);
        }
        return cost;
    }

    private long sum(JsonNode schema, JsonNode value) {
        long sum = 1;
        for (JsonNode beside : references.beside(schema)) {
            sum += of(beside, value);
        }
        for (String field : EACH) {
            sum += each(schema.get(field), value);
        }
        JsonNode patterns = schema.get("patternProperties");
        if (patterns != null) {
            for (JsonNode pattern : patterns) {
                sum += each(pattern, value);
            }
        }
        JsonNode properties = schema.get("properties");
        if (properties != null && value.isObject()) {
            for (Map.Entry<String, JsonNode> property : properties.properties()) {
                JsonNode part = value.get(property.getKey());
                sum += part == null ? 0 : of(property.getValue(), part);
            }
        }
        JsonNode items = schema.get("prefixItems");
        if (items != null && value.isArray()) {
            for (int i = 0; i < Math.min(items.size(), value.size()); i++) {
                sum += of(items.get(i), value.get(i));
            }
        }
        return sum;
    }

    // Which parts are meant depends on what else the schema says: all of them is never too few.
    private long each(@Nullable JsonNode schema, JsonNode value) {
        long sum = 0;
        if (schema != null && schema.isObject()) {
            for (JsonNode part : value) {
                sum += of(schema, part);
            }
        }
        return sum;
    }
}
