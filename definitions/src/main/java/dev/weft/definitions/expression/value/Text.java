package dev.weft.definitions.expression.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cel.common.values.CelByteString;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Values as text. */
public final class Text {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Text() {}

    /** A JSON-like value as compact JSON. */
    public static String json(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected a JSON-like value, but found " + e.getOriginalMessage(), e);
        }
    }

    /** Standard base64 with padding. */
    public static String base64(CelByteString bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
