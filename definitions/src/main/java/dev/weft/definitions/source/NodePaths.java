package dev.weft.definitions.source;

import java.util.List;

/** Finds nodes by JSON pointer. */
public final class NodePaths {
    private NodePaths() {}

    /** The node at a pointer below another, or the last one on the way that exists. */
    public static Node nearest(Node top, String pointer) {
        Node node = top;
        if (pointer.isEmpty()) {
            return node;
        }
        for (String escaped : List.of(pointer.substring(1).split("/", -1))) {
            Node next = child(node, escaped.replace("~1", "/").replace("~0", "~"));
            if (next == node) {
                return node;
            }
            node = next;
        }
        return node;
    }

    private static Node child(Node node, String segment) {
        return switch (node) {
            case MapNode map -> {
                Node value = map.get(segment);
                yield value == null ? node : value;
            }
            case ListNode list -> item(list, segment);
            case ScalarNode scalar -> scalar;
        };
    }

    private static Node item(ListNode list, String segment) {
        if (!segment.chars().allMatch(c -> c >= '0' && c <= '9') || segment.isEmpty() || segment.length() > 7) {
            return list;
        }
        int index = Integer.parseInt(segment);
        return index < list.items().size() ? list.items().get(index) : list;
    }
}
