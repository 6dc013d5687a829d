package dev.weft.worker.interpreter.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.weft.worker.protocol.event.MarkedValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ValueWriter} has written. */
final class ValueReader extends StdDeserializer<Object> {
    private static final long serialVersionUID = 1L;

    ValueReader() {
        super(Object.class);
    }

    @Override
    public @Nullable Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> map(json, context);
            case START_ARRAY -> list(json, context);
            case VALUE_STRING -> MarkedValues.unmark(json.getText());
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IOException("Expected a value, but found " + json.currentToken());
        };
    }

    private Map<String, @Nullable Object> map(JsonParser json, DeserializationContext context) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            map.put(key, deserialize(json, context));
        }
        return Collections.unmodifiableMap(map);
    }

    private List<@Nullable Object> list(JsonParser json, DeserializationContext context) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(deserialize(json, context));
        }
        return Collections.unmodifiableList(list);
    }
}
