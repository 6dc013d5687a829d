package dev.weft.api.representation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Canonical documents as JSON. */
public final class Documents {
    private static final ObjectMapper PLAIN = JsonMapper.builder().build();

    private Documents() {}

    /** The document as a tree, in its order. */
    public static JsonNode json(String document) {
        try {
            return PLAIN.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a canonical document to be JSON", e);
        }
    }
}
