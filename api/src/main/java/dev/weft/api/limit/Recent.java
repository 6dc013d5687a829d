package dev.weft.api.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries that were used last; the others are forgotten. Not thread safe.
 *
 * @param <K> of keys
 * @param <V> of values
 */
public final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD = 0.75f;
    private static final int FIRST = 16;

    private final int most;

    public Recent(int most) {
        super(FIRST, LOAD, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
