package dev.weft.definitions.lower;

import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;

/** Values of documents that know no expressions: what looks like one there is text, and stays it. */
public final class PlainText {
    private static final String OPEN = "${{";

    private PlainText() {}

    /** A value in which <code>${{</code> is the text that it is; the same node where there is none in it. */
    public static Node of(Node node) {
        return holds(node) ? escaped(node) : node;
    }

    /** A text in which <code>${{</code> is the text that it is. */
    public static ScalarNode of(ScalarNode scalar) {
        return holds(scalar) ? Made.text(scalar.text().replace(OPEN, "$" + OPEN), scalar) : scalar;
    }

    private static Node escaped(Node node) {
        return switch (node) {
            case ScalarNode scalar -> of(scalar);
            case ListNode list ->
                Made.list(list.items().stream().map(PlainText::escaped).toList(), list);
            case MapNode map -> {
                MapBuilder out = new MapBuilder(map);
                map.entries().values().forEach(entry -> out.put(entry.key(), escaped(entry.value())));
                yield out.build();
            }
        };
    }

    private static boolean holds(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar.isText() && scalar.text().contains(OPEN);
            case ListNode list -> list.items().stream().anyMatch(PlainText::holds);
            case MapNode map -> map.entries().values().stream().anyMatch(entry -> holds(entry.value()));
        };
    }
}
