package dev.weft.definitions.migrate;

import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** By the fields of its tasks a document is known for one of an older version, though it doesn't say so. */
final class OldWords {
    private static final Set<String> OLD = Set.of(
            "agent_id",
            "dependencies",
            "conditions",
            "execution_mode",
            "timeout_seconds",
            "retry_count",
            "retry_delay");
    private static final Set<String> TODAYS = Set.of("agent", "needs", "when", "timeout", "retry");

    private OldWords() {}

    /** Whether some task has a field that only older versions have, and none has one that came with this one. */
    static boolean only(MapNode document) {
        Collection<Node> tasks = switch (document.get("tasks")) {
            case MapNode map ->
                map.entries().values().stream().map(MapNode.Entry::value).toList();
            case ListNode list -> list.items();
            case ScalarNode scalar -> List.of();
            case null -> List.of();
        };
        return tasks.stream().anyMatch(task -> has(task, OLD)) && tasks.stream().noneMatch(task -> has(task, TODAYS));
    }

    private static boolean has(Node task, Set<String> fields) {
        return task instanceof MapNode map && fields.stream().anyMatch(map.entries()::containsKey);
    }
}
