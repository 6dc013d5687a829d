package dev.weft.worker.interpreter.document;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.weft.worker.task.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How each component of a state is written: what is absent, 0 or false is left out, times are text. */
final class StateMapper {
    static final JsonMapper MAPPER = mapper();

    private StateMapper() {}

    private static JsonMapper mapper() {
        SimpleModule module = new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addSerializer(Duration.class, ToStringSerializer.instance)
                .addDeserializer(Instant.class, new TextReader<>(Instant.class, Instant::parse))
                .addDeserializer(Duration.class, new TextReader<>(Duration.class, Duration::parse))
                .addDeserializer(Object.class, new ValueReader())
                .setSerializerModifier(new Values());
        module.setMixInAnnotation(Loop.Terms.class, Terms.class);
        JsonMapper mapper = JsonMapper.builder()
                .addModule(module)
                .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .build();
        for (Class<?> primitive : List.of(int.class, boolean.class)) {
            mapper.configOverride(primitive)
                    .setInclude(JsonInclude.Value.construct(
                            JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.USE_DEFAULTS));
        }
        return mapper;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Loop.Items.class, name = "items"),
        @JsonSubTypes.Type(value = Loop.Turns.class, name = "turns")
    })
    private interface Terms {}

    /** What is declared as any object is a value of the language, wherever it stands. */
    private static final class Values extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // the writer takes any object
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> properties) {
            for (BeanPropertyWriter property : properties) {
                if (isValue(property.getType())) {
                    property.assignSerializer((JsonSerializer) new ValueWriter());
                }
            }
            return properties;
        }

        private static boolean isValue(JavaType type) {
            return type.isJavaLangObject() || (type.isMapLikeType() && isValue(type.getContentType()));
        }
    }
}
