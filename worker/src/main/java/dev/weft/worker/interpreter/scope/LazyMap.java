package dev.weft.worker.interpreter.scope;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A read-only map whose values are made when they are asked for, and then kept. Not thread safe. */
final class LazyMap extends AbstractMap<String, @Nullable Object> {
    private final Supplier<List<String>> keys;
    private final Function<String, @Nullable Object> maker;
    private final Map<String, @Nullable Object> made = new LinkedHashMap<>();

    /**
     * @param keys all keys, in order
     * @param maker gives the value of a key; {@code null} for a key that isn't one
     */
    LazyMap(Supplier<List<String>> keys, Function<String, @Nullable Object> maker) {
        this.keys = keys;
        this.maker = maker;
    }

    @Override
    public @Nullable Object get(Object key) {
        return key instanceof String name ? made.computeIfAbsent(name, maker) : null;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public int size() {
        return keys.get().size();
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        keys.get().forEach(key -> all.put(key, get(key)));
        return all.entrySet();
    }
}
