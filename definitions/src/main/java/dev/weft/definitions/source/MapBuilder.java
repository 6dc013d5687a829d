package dev.weft.definitions.source;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a map that takes the place of another node. Of two values for one name the first counts. Not thread safe. */
public final class MapBuilder {
    private final Node origin;
    private final Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
    private int size = 1;

    /**
     * @param origin what the map is made from
     */
    public MapBuilder(Node origin) {
        this.origin = origin;
    }

    /** Adds a value under a name that takes the place of the value. */
    public MapBuilder put(String name, Node value) {
        return put(Made.text(name, value), value);
    }

    /** Adds a value under a name that takes the place of a node. */
    public MapBuilder put(String name, Node place, Node value) {
        return put(Made.text(name, place), value);
    }

    /** Adds a value under a key. */
    public MapBuilder put(ScalarNode key, Node value) {
        if (entries.putIfAbsent(key.text(), new MapNode.Entry(key, value)) == null) {
            size += value.size();
        }
        return this;
    }

    /** Adds an entry as it is, where there is one. */
    public MapBuilder keep(MapNode.@Nullable Entry entry) {
        return entry == null ? this : put(entry.key(), entry.value());
    }

    /** Whether there is a value under a name. */
    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The map. */
    public MapNode build() {
        return new MapNode(entries, origin.span(), origin.path(), size);
    }
}
