package dev.weft.worker.protocol.large;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.worker.protocol.event.MarkedValues;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values that may hold handles of large ones, as JSON. A value that holds none is itself; any other is {@code {"@marked": …}} with
 * what {@link MarkedValues} makes of it. What anybody else gives that looks so is marked too, so that it is never taken for one.
 */
public final class Sendable {
    private static final String MARKED = "@marked";

    private Sendable() {}

    /** The form of a value that JSON can have. */
    public static @Nullable Object write(@Nullable Object value) {
        return mustBeMarked(value) ? Map.of(MARKED, List.of(orEmpty(MarkedValues.write(value)))) : value;
    }

    /** The value that was written. */
    public static @Nullable Object read(@Nullable Object json) {
        return json instanceof Map<?, ?> map
                        && map.size() == 1
                        && map.get(MARKED) instanceof List<?> marked
                        && marked.size() == 1
                ? MarkedValues.read(marked.getFirst())
                : json;
    }

    private static Object orEmpty(@Nullable Object value) {
        return value == null ? Map.of() : value;
    }

    private static boolean mustBeMarked(@Nullable Object value) {
        return (value instanceof Map<?, ?> map && map.size() == 1 && map.containsKey(MARKED)) || hasHandles(value);
    }

    private static boolean hasHandles(@Nullable Object value) {
        return switch (value) {
            case LargeValue large -> true;
            case Computation computation -> true;
            case Instant instant -> true;
            case Duration duration -> true;
            case Map<?, ?> map -> haveHandles(map.values());
            case List<?> list -> haveHandles(list);
            case null -> false;
            default -> false;
        };
    }

    private static boolean haveHandles(Collection<?> values) {
        for (Object value : values) {
            if (hasHandles(value)) {
                return true;
            }
        }
        return false;
    }

    /** Writes a component of a record. */
    public static final class Writer extends JsonSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator json, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(write(value), json);
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, @Nullable Object value) {
            return value == null || (value instanceof Map<?, ?> map && map.isEmpty());
        }
    }

    /** Reads a component of a record, which is a map or any value. */
    public static final class Reader extends JsonDeserializer<Object> implements ContextualDeserializer {
        private final @Nullable JsonDeserializer<?> plain;

        public Reader() {
            this(null);
        }

        private Reader(@Nullable JsonDeserializer<?> plain) {
            this.plain = plain;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
                throws JsonMappingException {
            return property == null
                    ? this
                    : new Reader(context.findContextualValueDeserializer(property.getType(), property));
        }

        @Override
        public @Nullable Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return read(plain == null ? context.readValue(json, Object.class) : plain.deserialize(json, context));
        }
    }
}
