package dev.weft.api.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects as the database keeps them. */
final class JsonText {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private JsonText() {}

    static String write(Map<String, @Nullable Object> map) {
        try {
            return JSON.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Map<String, @Nullable Object> map(String json) throws SQLException {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("Expected a JSON object, but found " + json, e);
        }
    }
}
