package dev.weft.definitions.migrate;

import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import org.jspecify.annotations.Nullable;

/**
 * A task of an older version.
 *
 * @param id that it has in 3.0.0
 * @param node what is written of it
 * @param map that, or {@code null} where it isn't one
 */
record OldTask(ScalarNode id, Node node, @Nullable MapNode map) {
    /** A field, or {@code null} where it isn't there. */
    MapNode.@Nullable Entry field(String name) {
        return map == null ? null : map.entries().get(name);
    }

    /** The value of a field, or {@code null} where it isn't there. */
    @Nullable Node get(String name) {
        return map == null ? null : map.get(name);
    }
}
