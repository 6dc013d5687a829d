package dev.weft.definitions.dialect;

import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields by which a dialect is known. */
final class Marks {
    private Marks() {}

    /** The first of some fields at the top, or {@code null} where there is none. */
    static @Nullable Node atTop(MapNode document, List<String> fields) {
        return first(document, fields);
    }

    /** The first of some fields in a task, be the tasks a map or a list, or {@code null} where none has any. */
    static @Nullable Node inTasks(MapNode document, List<String> fields) {
        return switch (document.get("tasks")) {
            case MapNode map ->
                inEach(map.entries().values().stream().map(MapNode.Entry::value).toList(), fields);
            case ListNode list -> inEach(list.items(), fields);
            case ScalarNode scalar -> null;
            case null -> null;
        };
    }

    private static @Nullable Node inEach(Collection<Node> tasks, List<String> fields) {
        for (Node task : tasks) {
            Node found = task instanceof MapNode map ? first(map, fields) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Node first(MapNode map, List<String> fields) {
        for (String field : fields) {
            MapNode.Entry entry = map.entries().get(field);
            if (entry != null) {
                return entry.key();
            }
        }
        return null;
    }
}
