package dev.weft.worker.protocol.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.Formula;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values of the language in JSON and back, equal. Times and durations, which JSON doesn't have, are text after a mark, such
 * as {@code @PT5S}; so are handles of large values, and what is to be computed with them. Text that itself begins with the mark
 * gets another.
 */
public final class MarkedValues {
    private static final char MARK = '@';
    private static final char COMPUTED = 'c';
    private static final ObjectMapper JSON = new ObjectMapper();

    private MarkedValues() {}

    /** A value as JSON can have it; lazy ones are read whole. */
    public static @Nullable Object write(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> mark(text);
            case Instant instant -> mark(instant);
            case Duration duration -> mark(duration);
            case LargeValue large -> mark(large);
            case Computation computation -> mark(computation);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), write(item)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(write(item)));
                yield Collections.unmodifiableList(copy);
            }
            case Long whole -> whole;
            case Double number -> number;
            case Boolean bool -> bool;
            default -> write(Values.normalise(value));
        };
    }

    /** The value that was written. */
    public static @Nullable Object read(@Nullable Object json) {
        Object normal = Values.normalise(json);
        return readNormal(normal);
    }

    private static @Nullable Object readNormal(@Nullable Object json) {
        return switch (json) {
            case null -> null;
            case String text -> unmark(text);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), readNormal(item)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(readNormal(item)));
                yield Collections.unmodifiableList(copy);
            }
            default -> json;
        };
    }

    public static String mark(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK ? MARK + text : text;
    }

    public static String mark(Instant instant) {
        return MARK + instant.toString();
    }

    public static String mark(Duration duration) {
        return MARK + duration.toString();
    }

    public static String mark(LargeValue large) {
        return MARK + large.text();
    }

    public static String mark(Computation computation) {
        return String.valueOf(MARK)
                + COMPUTED
                + Values.toText(List.of(
                        computation.formula().isText(),
                        computation.formula().parts(),
                        Objects.requireNonNull(write(computation.names()))));
    }

    private static Computation computation(String json) {
        try {
            List<?> parts = JSON.readValue(json, List.class);
            return new Computation(
                    new Formula((Boolean) parts.get(0), strings((List<?>) parts.get(1))),
                    fields(Objects.requireNonNull(read(parts.get(2)))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected what is to be computed, but " + e.getOriginalMessage(), e);
        }
    }

    private static List<String> strings(List<?> list) {
        return list.stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked") // maps of the language have string keys
    private static Map<String, @Nullable Object> fields(Object map) {
        return (Map<String, @Nullable Object>) map;
    }

    /** What a marked text stands for: text, a time, a duration, a large value or what is to be computed. */
    public static Object unmark(String text) {
        if (text.length() < 2 || text.charAt(0) != MARK) {
            return text;
        }
        String marked = text.substring(1);
        return switch (marked.charAt(0)) {
            case MARK -> marked;
            case 'P' -> Duration.parse(marked);
            case 'l' -> LargeValue.parse(marked);
            case COMPUTED -> computation(marked.substring(1));
            default -> Instant.parse(marked);
        };
    }
}
