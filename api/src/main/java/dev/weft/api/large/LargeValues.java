package dev.weft.api.large;

import dev.weft.api.error.ApiException;
import dev.weft.definitions.blob.Blobs;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.Scope;
import dev.weft.worker.protocol.large.LargeException;
import dev.weft.worker.protocol.large.LargeValueStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Large values: read from their store where somebody asks for one, and kept there where somebody gives one. Thread safe. */
public final class LargeValues {
    private final @Nullable LargeValueStore store;

    /**
     * @param store {@code null} where there is none: then no value is large, and none can be had
     */
    public LargeValues(@Nullable LargeValueStore store) {
        this.store = store;
    }

    /** A value as it is shown among others: what is large is {@code {"large": {"bytes": 5242880}}}. */
    public static @Nullable Object shown(@Nullable Object value) {
        return switch (value) {
            case LargeValue large -> Map.of("large", Map.of("bytes", large.bytes()));
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), shown(item)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(shown(item)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }

    /** As the other, of a map. */
    public static Map<String, @Nullable Object> shown(Map<String, @Nullable Object> map) {
        return fields(Objects.requireNonNull(shown((Object) map)));
    }

    /**
     * A value with all of it.
     *
     * @throws ApiException 502 {@code blob_missing} and its like where it can't be had
     */
    public @Nullable Object whole(@Nullable Object value) {
        if (!LargeValue.in(value)) {
            return value;
        }
        try {
            return there().whole(value);
        } catch (LargeException e) {
            throw failure(e);
        }
    }

    /** As the other, of a map. */
    public Map<String, @Nullable Object> wholeMap(Map<String, @Nullable Object> map) {
        return fields(Objects.requireNonNull(whole(map)));
    }

    /** A scope in which all of some names is at hand, as far as there is a store. */
    public Scope scope(Map<String, @Nullable Object> names) {
        return store == null ? names::get : store.scope(names);
    }

    /** A map with handles in the place of what is large in it; that is kept. */
    public Map<String, @Nullable Object> keep(Map<String, @Nullable Object> map) {
        try {
            return store == null ? map : store.keepEntries(map);
        } catch (LargeException e) {
            throw failure(e);
        }
    }

    /** Whether what is large can be kept. */
    public boolean canKeep() {
        return store != null;
    }

    /**
     * Where they are.
     *
     * @throws ApiException 409 where there is no such place
     */
    public Blobs blobs() {
        if (store == null) {
            throw ApiException.conflict(
                    "no_blob_store",
                    "Expected a place for large values, but this server has none: there are no blobs.");
        }
        return store.blobs();
    }

    private LargeValueStore there() {
        if (store == null) {
            throw new ApiException(
                    502,
                    "blob_store",
                    "Expected a place for large values, but this server has none. Set WEFT_BLOBS as for the workers.");
        }
        return store;
    }

    private static ApiException failure(LargeException e) {
        return new ApiException(502, e.code(), e.getMessage());
    }

    @SuppressWarnings("unchecked") // maps of the language have string keys
    private static Map<String, @Nullable Object> fields(Object map) {
        return (Map<String, @Nullable Object>) map;
    }
}
