package dev.weft.definitions.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map from names to values, in the order written.
 *
 * @param entries by name; no name occurs twice
 * @param size see {@link Node#size()}
 */
public record MapNode(Map<String, Entry> entries, Span span, Pointer path, int size) implements Node {
    public MapNode {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of a name, or {@code null} where it isn't there. */
    public @Nullable Node get(String name) {
        Entry entry = entries.get(name);
        return entry == null ? null : entry.value();
    }

    @Override
    public String describe() {
        return entries.isEmpty() ? "an empty map" : "a map";
    }

    /** A name and its value. */
    public record Entry(ScalarNode key, Node value) {}
}
