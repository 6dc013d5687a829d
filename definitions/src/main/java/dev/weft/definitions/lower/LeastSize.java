package dev.weft.definitions.lower;

import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;

/**
 * How long nodes are at least in a canonical document, where each alias is written out: their longer texts, which stand there
 * as they are. Short words may be defaults, or be written in another way.
 */
final class LeastSize {
    private static final int LONGER = 16;

    private LeastSize() {}

    static long of(Node node) {
        return switch (node) {
            case ScalarNode scalar ->
                scalar.isText() && scalar.text().length() >= LONGER
                        ? scalar.text().length()
                        : 0;
            case ListNode list -> list.items().stream().mapToLong(LeastSize::of).sum();
            case MapNode map ->
                map.entries().values().stream()
                        .mapToLong(entry -> of(entry.value()))
                        .sum();
        };
    }
}
