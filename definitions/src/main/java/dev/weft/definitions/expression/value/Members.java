package dev.weft.definitions.expression.value;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields of maps and items of lists. Of a map only {@code get} and {@code containsKey} are called, so that a lazy one
 * computes nothing else.
 */
public final class Members {
    private static final int SHOWN = 8;

    private Members() {}

    /**
     * The field or item of a value; null for one of null.
     *
     * @param label the value in the author's words, for the message
     */
    public static @Nullable Object get(@Nullable Object target, @Nullable Object key, String label) throws Failure {
        return switch (target) {
            case null -> null;
            case Map<?, ?> map -> field(map, key(key), label);
            case List<?> list -> item(list, key, label);
            case Maybe maybe -> find(maybe, key, label);
            default ->
                throw new Failure("Expected a list or map to find " + shown(key) + " in, but " + label + " is "
                        + Kind.words(target));
        };
    }

    /** What {@code a.?b} and {@code a[?b]} give: none where the member is missing or null. */
    public static Maybe find(@Nullable Object target, @Nullable Object key, String label) throws Failure {
        return switch (target) {
            case null -> Maybe.NONE;
            case Map<?, ?> map -> Maybe.ofNonNull(Normal.scalar(map.get(key(key))));
            case List<?> list -> {
                int index = index(list, key);
                yield index < 0 ? Maybe.NONE : Maybe.ofNonNull(Normal.scalar(list.get(index)));
            }
            case Maybe maybe -> maybe.present() ? find(maybe.value(), key, label) : Maybe.NONE;
            default ->
                throw new Failure("Expected a list or map to find " + shown(key) + " in, but " + label + " is "
                        + Kind.words(target));
        };
    }

    /** What {@code has(a.b)} gives. */
    public static boolean has(@Nullable Object target, String field, String label) throws Failure {
        return switch (target) {
            case null -> false;
            case Map<?, ?> map -> map.containsKey(field);
            case Maybe maybe -> maybe.present() && has(maybe.value(), field, label);
            default ->
                throw new Failure(
                        "Expected a map to find " + field + " in, but " + label + " is " + Kind.words(target));
        };
    }

    /** What {@code item in container} gives. */
    public static boolean contains(@Nullable Object container, @Nullable Object item, Budget budget) throws Failure {
        switch (container) {
            case List<?> list -> {
                for (Object candidate : list) {
                    budget.spend(1);
                    if (Equality.equal(candidate, item, budget)) {
                        return true;
                    }
                }
                return false;
            }
            case Map<?, ?> map -> {
                return map.containsKey(key(item));
            }
            case null -> throw notSearchable(null);
            default -> throw notSearchable(container);
        }
    }

    private static Failure notSearchable(@Nullable Object container) {
        return new Failure("Expected a list or map after in, but found " + Kind.words(container));
    }

    /** A value as the key of a map: numbers by their number. */
    public static Object key(@Nullable Object value) throws Failure {
        if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 0x1p63) {
            return number.longValue();
        }
        throw new Failure("Expected a string, integer or boolean as key of a map, but found " + Kind.words(value));
    }

    /** Puts an entry into the map that a macro gathers, or into a copy of any other. */
    public static Map<Object, @Nullable Object> insert(Map<?, ?> map, Map<?, ?> entries, Budget budget) throws Failure {
        Map<Object, @Nullable Object> target;
        if (map instanceof GatheredMap gathered && gathered.isOpen()) {
            target = gathered;
        } else {
            budget.spend(map.size());
            target = new LinkedHashMap<>(map);
        }
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            budget.spend(1);
            Object key = key(entry.getKey());
            if (target.containsKey(key)) {
                throw new Failure("Expected each key once, but found " + shown(key) + " again");
            }
            target.put(key, entry.getValue());
        }
        return target;
    }

    private static @Nullable Object field(Map<?, ?> map, Object key, String label) throws Failure {
        Object value = map.get(key);
        if (value == null && !map.containsKey(key)) {
            throw new Failure("Expected " + shown(key) + " in " + label + ", but it " + holds(map));
        }
        return Normal.scalar(value);
    }

    private static @Nullable Object item(List<?> list, @Nullable Object key, String label) throws Failure {
        int index = index(list, key);
        if (index < 0) {
            throw new Failure("Expected item " + shown(key) + " of " + label + ", but it has "
                    + (list.isEmpty() ? "none" : list.size() + ", counted from 0"));
        }
        return Normal.scalar(list.get(index));
    }

    private static int index(List<?> list, @Nullable Object key) throws Failure {
        if (!(key instanceof Number number) || !(key(number) instanceof Long index)) {
            throw new Failure("Expected an integer as the place in a list, but found " + Kind.words(key));
        }
        return index >= 0 && index < list.size() ? index.intValue() : -1;
    }

    private static String holds(Map<?, ?> map) {
        if (map.isEmpty()) {
            return "is empty";
        }
        StringBuilder names = new StringBuilder("has only ");
        Iterator<?> keys = map.keySet().iterator();
        for (int i = 0; keys.hasNext() && i < SHOWN; i++) {
            names.append(i == 0 ? "" : ", ").append(shown(keys.next()));
        }
        return names.append(keys.hasNext() ? ", …" : "").toString();
    }

    private static String shown(@Nullable Object key) {
        return key instanceof String text ? "«" + text + "»" : String.valueOf(key);
    }
}
