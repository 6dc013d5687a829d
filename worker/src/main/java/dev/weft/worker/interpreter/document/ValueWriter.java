package dev.weft.worker.interpreter.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.Values;
import dev.weft.worker.protocol.event.MarkedValues;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value of the language as JSON. What JSON doesn't have is text after an {@code @}: {@code @2026-01-01T00:00:00Z},
 * {@code @PT5S}; text that itself begins with an {@code @} gets another.
 */
final class ValueWriter extends StdSerializer<Object> {
    private static final long serialVersionUID = 1L;

    ValueWriter() {
        super(Object.class);
    }

    @Override
    public void serialize(@Nullable Object value, JsonGenerator json, SerializerProvider provider) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(MarkedValues.mark(text));
            case Long whole -> json.writeNumber(whole);
            case Double number -> json.writeNumber(number);
            case Boolean bool -> json.writeBoolean(bool);
            case Instant instant -> json.writeString(MarkedValues.mark(instant));
            case Duration duration -> json.writeString(MarkedValues.mark(duration));
            case LargeValue large -> json.writeString(MarkedValues.mark(large));
            case Computation computation -> json.writeString(MarkedValues.mark(computation));
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(String.valueOf(entry.getKey()));
                    serialize(entry.getValue(), json, provider);
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object item : list) {
                    serialize(item, json, provider);
                }
                json.writeEndArray();
            }
            default -> serialize(Values.normalise(value), json, provider);
        }
    }
}
