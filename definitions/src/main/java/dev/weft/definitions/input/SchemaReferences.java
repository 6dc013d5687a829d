package dev.weft.definitions.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schemas that references within a schema lead to. Not thread safe. */
final class SchemaReferences {
    private static final List<String> ONE = List.of("not", "if", "then", "else");
    private static final List<String> SEVERAL = List.of("allOf", "anyOf", "oneOf", "dependentSchemas");
    private static final List<String> REFERENCES = List.of("$ref", "$dynamicRef");
    private static final List<String> NAMES = List.of("$anchor", "$dynamicAnchor", "$id");

    private final JsonNode root;
    private final Map<String, JsonNode> named = new HashMap<>();

    SchemaReferences(JsonNode root) {
        this.root = root;
        name(root);
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

    /** The schemas that hold for the same value as one of them does. */
    List<JsonNode> beside(JsonNode schema) {
        List<JsonNode> beside = new ArrayList<>();
        ONE.forEach(field -> add(schema.get(field), beside));
        for (String field : SEVERAL) {
            JsonNode schemas = schema.get(field);
            if (schemas != null) {
                schemas.forEach(one -> add(one, beside));
            }
        }
        for (String field : REFERENCES) {
            JsonNode reference = schema.get(field);
            if (reference != null && reference.isTextual()) {
                add(target(reference.textValue()), beside);
            }
        }
        return beside;
    }

    private static void add(@Nullable JsonNode schema, List<JsonNode> schemas) {
        if (schema != null && schema.isObject()) {
            schemas.add(schema);
        }
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
