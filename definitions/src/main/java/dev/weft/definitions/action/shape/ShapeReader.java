package dev.weft.definitions.action.shape;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.weft.definitions.action.Cel;
import dev.weft.definitions.action.Doc;
import dev.weft.definitions.action.Later;
import dev.weft.definitions.action.Required;
import dev.weft.definitions.action.Rest;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the shape of a parameter record from its class. */
public final class ShapeReader {
    private static final ClassValue<Shape.Fields> SHAPES = new ClassValue<>() {
        @Override
        protected Shape.Fields computeValue(Class<?> type) {
            return read(type.asSubclass(Record.class));
        }
    };

    private ShapeReader() {}

    /**
     * The shape of a record.
     *
     * @throws IllegalArgumentException when a component has a type that parameters can't have
     */
    public static Shape.Fields of(Class<? extends Record> type) {
        return SHAPES.get(type);
    }

    private static Shape.Fields read(Class<? extends Record> type) {
        List<Shape.Field> fields = new ArrayList<>();
        Shape.Field rest = null;
        for (RecordComponent component : type.getRecordComponents()) {
            Shape.Field field = field(component);
            if (component.isAnnotationPresent(Rest.class)) {
                rest = field;
            } else {
                fields.add(field);
            }
        }
        return new Shape.Fields(type, fields, rest);
    }

    private static Shape.Field field(RecordComponent component) {
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        Doc doc = component.getAnnotation(Doc.class);
        Cel cel = component.getAnnotation(Cel.class);
        return new Shape.Field(
                name(component),
                shape(component.getGenericType()),
                !nullable || component.isAnnotationPresent(Required.class),
                nullable,
                cel != null,
                cel == null ? List.of() : List.of(cel.sees()),
                component.isAnnotationPresent(Later.class),
                doc == null ? "" : doc.value(),
                doc == null ? "" : doc.example(),
                component.getAnnotatedType());
    }

    /** The name that authors write: the component's in snake case, unless {@link JsonProperty} says otherwise. */
    public static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named != null
                ? named.value()
                : component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static Shape shape(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (last == Integer.class) {
                return unsupported(type);
            }
            if (generic.getRawType() == List.class) {
                return new Shape.Items(shape(last));
            }
            if (generic.getRawType() == Map.class && generic.getActualTypeArguments()[0] == String.class) {
                return new Shape.Entries(shape(last));
            }
        }
        return type instanceof Class<?> plain ? plain(plain) : unsupported(type);
    }

    private static Shape plain(Class<?> type) {
        if (type == String.class) {
            return Shape.Scalar.TEXT;
        } else if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return Shape.Scalar.WHOLE;
        } else if (type == Double.class || type == double.class) {
            return Shape.Scalar.NUMBER;
        } else if (type == Boolean.class || type == boolean.class) {
            return Shape.Scalar.BOOLEAN;
        } else if (type == Duration.class) {
            return Shape.Scalar.DURATION;
        } else if (type == Object.class) {
            return Shape.Scalar.ANY;
        } else if (type.isRecord()) {
            return of(type.asSubclass(Record.class));
        } else if (type.isEnum()) {
            @SuppressWarnings("unchecked")
            Class<? extends Enum<?>> choices = (Class<? extends Enum<?>>) type;
            return new Shape.Choice(
                    choices,
                    Arrays.stream(choices.getEnumConstants())
                            .map(ShapeReader::word)
                            .toList());
        }
        return unsupported(type);
    }

    /** The word by which authors mean a constant: in lower case, unless {@link JsonProperty} says otherwise. */
    static String word(Enum<?> constant) {
        try {
            JsonProperty named =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return named != null ? named.value() : constant.name().toLowerCase(Locale.ROOT);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(e);
        }
    }

    private static Shape unsupported(Type type) {
        throw new IllegalArgumentException(
                "Expected a parameter of type String, Integer, Long, Double, Boolean, Duration,"
                        + " Object, an enum, a record, or a List or Map<String, …> of these, but found "
                        + type.getTypeName());
    }
}
