package dev.weft.api.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as the database keeps it. */
final class JsonText {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private JsonText() {}

    static String write(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected JSON, but " + e.getOriginalMessage(), e);
        }
    }

    static @Nullable Object value(@Nullable String json) {
        return json == null ? null : read(json, new TypeReference<Object>() {});
    }

    static Map<String, @Nullable Object> map(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected JSON in the database, but " + e.getOriginalMessage(), e);
        }
    }

    /** Labels: an object of texts. */
    static Map<String, String> labels(String json) {
        return read(json, new TypeReference<>() {});
    }
}
