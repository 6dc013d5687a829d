package dev.weft.definitions.expression;

import dev.weft.definitions.duration.DurationText;
import dev.weft.definitions.expression.value.Normal;
import dev.weft.definitions.expression.value.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that expressions work on, and their way to JSON and to text. Normal are {@code null}, {@link Boolean},
 * {@link Long}, {@link Double} (finite), {@link String}, {@link Instant}, {@link Duration}, and lists and string-keyed
 * maps of these, in order; and what stands for a value that isn't at hand: {@link LargeValue} and {@link Computation}.
 */
public final class Values {
    private Values() {}

    /**
     * Makes any JSON-like value (from Jackson, YAML, an agent) normal, all the way down. Whole numbers become
     * {@link Long}; those beyond 64 bits and all other numbers the nearest {@link Double}; those beyond its range their
     * digits as text; NaN and the infinities, which JSON has not, {@code null}. Keys of maps become text, bytes base64,
     * enum constants their names. Maps and lists are unmodifiable copies.
     *
     * @throws IllegalArgumentException for an object of a class that has no place in JSON
     */
    public static @Nullable Object normalise(@Nullable Object value) {
        return Normal.deep(value);
    }

    /**
     * A value as JSON has it: instants become RFC 3339 text in UTC, durations text such as {@code 1h30m}, bytes base64.
     * What isn't normal is made so first.
     */
    public static @Nullable Object toJson(@Nullable Object value) {
        Object normal = Normal.scalar(value);
        return switch (normal) {
            case null -> null;
            case LargeView view -> view.large();
            case Instant instant -> instant.toString();
            case Duration duration -> DurationText.format(duration);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), toJson(item)));
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(toJson(item)));
                yield Collections.unmodifiableList(copy);
            }
            default -> normalise(normal);
        };
    }

    /**
     * A value with all that is kept elsewhere put in its place.
     *
     * @throws ElsewhereException where some of it isn't at hand
     */
    static @Nullable Object atHand(@Nullable Object value, Scope scope) {
        return LargeValue.in(value) ? opened(value, scope) : value;
    }

    private static @Nullable Object opened(@Nullable Object value, Scope scope) {
        return switch (value) {
            case LargeValue large -> scope.open(large);
            case AtHand read -> read;
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), opened(item, scope)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(opened(item, scope)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }

    /** A value as it is put into text: strings as they are, {@code null} as nothing, the rest as its JSON. */
    public static String toText(@Nullable Object value) {
        Object json = toJson(value);
        return switch (json) {
            case null -> "";
            case String text -> text;
            case Boolean bool -> bool.toString();
            case Number number -> number.toString();
            default -> Text.json(json);
        };
    }
}
