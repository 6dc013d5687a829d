package dev.weft.worker.protocol.event;

import dev.weft.definitions.expression.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of the language in JSON and back, equal. Times and durations, which JSON doesn't have, are text after a mark, such
 * as {@code @PT5S}; text that itself begins with the mark gets another.
 */
public final class MarkedValues {
    private static final char MARK = '@';

    private MarkedValues() {}

    /** A value as JSON can have it; lazy ones are read whole. */
    public static @Nullable Object write(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> mark(text);
            case Instant instant -> mark(instant);
            case Duration duration -> mark(duration);
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

    /** What a marked text stands for: text, a time or a duration. */
    public static Object unmark(String text) {
        if (text.length() < 2 || text.charAt(0) != MARK) {
            return text;
        }
        String marked = text.substring(1);
        return switch (marked.charAt(0)) {
            case MARK -> marked;
            case 'P' -> Duration.parse(marked);
            default -> Instant.parse(marked);
        };
    }
}
