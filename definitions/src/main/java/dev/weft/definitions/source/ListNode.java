package dev.weft.definitions.source;

import java.util.List;

/**
 * A list of values.
 *
 * @param size see {@link Node#size()}
 */
public record ListNode(List<Node> items, Span span, Pointer path, int size) implements Node {
    public ListNode {
        items = List.copyOf(items);
    }

    @Override
    public String describe() {
        return items.isEmpty() ? "an empty list" : "a list";
    }
}
