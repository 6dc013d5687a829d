package dev.weft.definitions.expression.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.CelByteString;
import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.LargeView;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes values of other libraries those that expressions work on. */
public final class Normal {
    private Normal() {}

    /**
     * Makes a value normal, all the way down; maps and lists are copied.
     *
     * @throws IllegalArgumentException for a class that has no place in JSON
     */
    public static @Nullable Object deep(@Nullable Object value) {
        Object normal = scalar(value);
        return switch (normal) {
            case null -> null;
            case LargeView view -> view.large();
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>(map.size() * 2);
                map.forEach((key, item) -> copy.put(String.valueOf(key), deep(item)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(deep(item)));
                yield Collections.unmodifiableList(copy);
            }
            case CelByteString bytes -> Text.base64(bytes);
            case Double number -> Double.isFinite(number) ? number : null;
            case Maybe maybe -> deep(maybe.value());
            case Kind kind -> kind.type();
            default -> normal;
        };
    }

    /** Makes a value normal at its top; what a list or map holds is left for when it is read. */
    public static @Nullable Object scalar(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Map<?, ?> map -> map;
            case List<?> list -> list;
            case Long number -> number;
            case Boolean bool -> bool;
            case Double number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Float number -> number.doubleValue();
            case BigInteger number -> number(number);
            case BigDecimal number -> number(number);
            case Instant instant -> instant;
            case Duration duration -> duration;
            case CelByteString bytes -> bytes;
            case byte[] bytes -> CelByteString.of(bytes);
            case Maybe maybe -> maybe;
            case LargeValue large -> large;
            case Computation computation -> computation;
            case Kind kind -> kind;
            case JsonNode node -> json(node);
            default -> other(value);
        };
    }

    private static @Nullable Object other(Object value) {
        return switch (value) {
            case Collection<?> items -> new ArrayList<>(items);
            case Object[] items -> Arrays.asList(items);
            case Optional<?> optional -> scalar(optional.orElse(null));
            case CharSequence text -> text.toString();
            case Character character -> character.toString();
            case Enum<?> constant -> constant.name();
            case OffsetDateTime time -> time.toInstant();
            case ZonedDateTime time -> time.toInstant();
            case Date date -> Instant.ofEpochMilli(date.getTime());
            default ->
                throw new IllegalArgumentException("Expected a JSON-like value, but found a "
                        + value.getClass().getName());
        };
    }

    private static Object number(BigInteger number) {
        return number.bitLength() < Long.SIZE ? number.longValue() : number(new BigDecimal(number));
    }

    private static Object number(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) ? (Object) nearest : number.toString();
    }

    private static @Nullable Object json(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                node.properties().forEach(field -> map.put(field.getKey(), scalar(field.getValue())));
                yield map;
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>(node.size());
                node.forEach(item -> list.add(scalar(item)));
                yield list;
            }
            case STRING -> node.textValue();
            case NUMBER -> scalar(node.numberValue());
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING -> null;
            case BINARY, POJO ->
                throw new IllegalArgumentException("Expected a JSON value, but found a node of " + node.getNodeType());
        };
    }
}
