package dev.weft.api.openapi;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of what is said and answered, made from the records as the one mapper reads and writes them. A record's components
 * are required where they aren't {@code @Nullable}; what is asked for takes no other fields. Made for one document.
 */
final class Schemas {
    private final ObjectMapper mapper;
    private final Map<String, ObjectNode> named = new TreeMap<>();

    Schemas(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** All that were named so far, by name. */
    ObjectNode named() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        named.forEach(all::set);
        return all;
    }

    /**
     * A type's schema.
     *
     * @param asked whether it is said by a caller, not answered
     */
    ObjectNode of(JavaType type, boolean asked) {
        Class<?> raw = type.getRawClass();
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (raw == String.class || CharSequence.class.isAssignableFrom(raw)) {
            return schema.put("type", "string");
        }
        if (raw == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return schema.put("type", "boolean");
        }
        if (raw == int.class || raw == Integer.class || raw == long.class || raw == Long.class) {
            return schema.put("type", "integer")
                    .put("format", raw == int.class || raw == Integer.class ? "int32" : "int64");
        }
        if (raw == BigDecimal.class || raw == double.class || raw == Double.class) {
            return schema.put("type", "number");
        }
        if (raw.isEnum()) {
            ArrayNode words = schema.put("type", "string").putArray("enum");
            Arrays.stream(raw.getEnumConstants()).forEach(word -> words.add(mapper.<JsonNode>valueToTree(word)));
            return schema;
        }
        if (Collection.class.isAssignableFrom(raw) || raw.isArray()) {
            schema.put("type", "array").set("items", of(type.getContentType(), asked));
            return schema;
        }
        if (Map.class.isAssignableFrom(raw)) {
            schema.put("type", "object").set("additionalProperties", of(type.getContentType(), asked));
            return schema;
        }
        return raw.isRecord() ? reference(type, asked) : schema;
    }

    private ObjectNode reference(JavaType type, boolean asked) {
        String name = name(type);
        if (!named.containsKey(name)) {
            named.put(name, JsonNodeFactory.instance.objectNode());
            named.put(name, object(type, asked));
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static String name(JavaType type) {
        StringBuilder name = new StringBuilder(name(type.getRawClass()));
        for (JavaType of : type.getBindings().getTypeParameters()) {
            name.append("Of").append(name(of.getRawClass()));
        }
        return name.toString();
    }

    /** With what it stands in before it: several may have an {@code Item} of their own. */
    private static String name(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return around == null ? type.getSimpleName() : name(around) + type.getSimpleName();
    }

    /** The fields of a request that must be there. */
    static List<String> demanded(Class<?> request) {
        RecordComponent[] components = request.getRecordComponents();
        return components == null
                ? List.of()
                : Arrays.stream(components)
                        .filter(one -> one.isAnnotationPresent(Demanded.class))
                        .map(RecordComponent::getName)
                        .toList();
    }

    private ObjectNode object(JavaType type, boolean asked) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ObjectNode fields = schema.put("type", "object").putObject("properties");
        List<String> required = new ArrayList<>();
        boolean open = !asked;
        for (BeanPropertyDefinition field : properties(type, asked)) {
            AnnotatedMember member = field.getPrimaryMember();
            if (member != null && has(type, field, JsonAnyGetter.class)) {
                open = true;
                continue;
            }
            ObjectNode value = has(type, field, JsonRawValue.class)
                    ? JsonNodeFactory.instance.objectNode().put("type", "object")
                    : of(field.getPrimaryType(), asked);
            if (has(type, field, JsonUnwrapped.class)) {
                ObjectNode inner = object(field.getPrimaryType(), asked);
                fields.setAll((ObjectNode) inner.path("properties"));
                inner.path("required").forEach(one -> required.add(one.asText()));
                continue;
            }
            boolean demanded = has(type, field, Demanded.class);
            boolean nullable = isNullable(type, field) && !demanded;
            fields.set(field.getName(), nullable ? orNull(value) : value);
            if (demanded || (!nullable && !asked)) {
                required.add(field.getName());
            }
        }
        if (!required.isEmpty()) {
            ArrayNode names = schema.putArray("required");
            required.forEach(names::add);
        }
        if (!open) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    private List<BeanPropertyDefinition> properties(JavaType type, boolean asked) {
        return asked
                ? mapper.getDeserializationConfig().introspect(type).findProperties()
                : mapper.getSerializationConfig().introspect(type).findProperties();
    }

    private static boolean has(
            JavaType type, BeanPropertyDefinition field, Class<? extends java.lang.annotation.Annotation> annotation) {
        RecordComponent component = component(type, field);
        return component != null
                && (component.isAnnotationPresent(annotation)
                        || component.getAccessor().isAnnotationPresent(annotation)
                        || fieldHas(type, component.getName(), annotation));
    }

    private static boolean fieldHas(
            JavaType type, String name, Class<? extends java.lang.annotation.Annotation> annotation) {
        try {
            return type.getRawClass().getDeclaredField(name).isAnnotationPresent(annotation);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isNullable(JavaType type, BeanPropertyDefinition field) {
        RecordComponent component = component(type, field);
        return component != null && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable RecordComponent component(JavaType type, BeanPropertyDefinition field) {
        RecordComponent[] components = type.getRawClass().getRecordComponents();
        return components == null
                ? null
                : Arrays.stream(components)
                        .filter(one -> one.getName().equals(field.getInternalName()))
                        .findFirst()
                        .orElse(null);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf")
                .add(schema)
                .add(JsonNodeFactory.instance.objectNode().put("type", "null"));
        return either;
    }
}
