package dev.weft.definitions.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From nodes to plain values: null, Boolean, Long, Double, String, List, Map. */
public final class NodeValues {
    private NodeValues() {}

    /** The value of any node. */
    public static @Nullable Object value(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar.value();
            case ListNode list -> list(list);
            case MapNode map -> map(map);
        };
    }

    /** The values of a map, in the order written. */
    public static Map<String, @Nullable Object> map(MapNode node) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        node.entries().forEach((name, entry) -> values.put(name, value(entry.value())));
        return Collections.unmodifiableMap(values);
    }

    private static List<@Nullable Object> list(ListNode node) {
        List<@Nullable Object> values = new ArrayList<>(node.items().size());
        node.items().forEach(item -> values.add(value(item)));
        return Collections.unmodifiableList(values);
    }
}
