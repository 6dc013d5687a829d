package dev.weft.worker.protocol.large;

import dev.weft.definitions.expression.LargeValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Says which parts of a large value go to the blob store. Of a map it is the largest entries, so that the small ones beside them,
 * such as the status beside a body, stay at hand; of anything else it is the whole. The same value is always split in the same
 * way.
 */
public final class Split {
    private Split() {}

    /** Keeps a part. */
    public interface Keeper<E extends Exception> {
        LargeValue keep(@Nullable Object part) throws E;
    }

    /**
     * A value with handles in the place of what is large.
     *
     * @param size its own, as JSON
     * @param most bytes that it may have as JSON, such as {@link LargeLimits#AT_HAND}
     * @param sizes how large a value is as JSON
     */
    public static <E extends Exception> @Nullable Object of(
            @Nullable Object value, long size, int most, ToLongFunction<@Nullable Object> sizes, Keeper<E> keeper)
            throws E {
        if (size <= most) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> less = entries(map, size, most, sizes, keeper);
            return sizes.applyAsLong(less) <= most ? less : keeper.keep(less);
        }
        return value instanceof LargeValue ? value : keeper.keep(value);
    }

    /** A map of a size, with handles in the place of its large entries. */
    public static <E extends Exception> Map<String, @Nullable Object> entries(
            Map<?, ?> map, long whole, int most, ToLongFunction<@Nullable Object> sizes, Keeper<E> keeper) throws E {
        Map<String, @Nullable Object> less = new LinkedHashMap<>();
        Map<String, Long> large = new LinkedHashMap<>();
        long all = whole;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            less.put(key, entry.getValue());
            long size = sizes.applyAsLong(entry.getValue());
            if (size > Math.min(LargeLimits.ENTRY, most) && !(entry.getValue() instanceof LargeValue)) {
                large.put(key, size);
            }
        }
        List<String> largestFirst = new ArrayList<>(large.keySet());
        largestFirst.sort(Comparator.comparing((String key) -> large.getOrDefault(key, 0L))
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        for (String key : largestFirst) {
            if (all > most) {
                LargeValue kept = keeper.keep(less.get(key));
                less.put(key, kept);
                all += sizes.applyAsLong(kept) - large.getOrDefault(key, 0L);
            }
        }
        return Collections.unmodifiableMap(less);
    }
}
