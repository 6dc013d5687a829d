package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.PlainText;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.Set;

/** Tasks of versions that know no expressions: what looks like one in their values is text, and stays it. */
final class PlainTasks {
    private static final Set<String> VALUES = Set.of("agent_id", "parameters");

    private PlainTasks() {}

    static MapNode escaped(MapNode document) {
        MapBuilder out = new MapBuilder(document);
        document.entries()
                .forEach((name, entry) ->
                        out.put(entry.key(), name.equals("tasks") ? tasks(entry.value()) : entry.value()));
        return out.build();
    }

    private static Node tasks(Node tasks) {
        return switch (tasks) {
            case MapNode map -> {
                MapBuilder out = new MapBuilder(map);
                map.entries().values().forEach(entry -> out.put(entry.key(), task(entry.value())));
                yield out.build();
            }
            case ListNode list ->
                Made.list(list.items().stream().map(PlainTasks::task).toList(), list);
            case ScalarNode scalar -> scalar;
        };
    }

    private static Node task(Node task) {
        if (!(task instanceof MapNode map)) {
            return task;
        }
        MapBuilder out = new MapBuilder(map);
        map.entries()
                .forEach((name, entry) ->
                        out.put(entry.key(), VALUES.contains(name) ? PlainText.of(entry.value()) : entry.value()));
        return out.build();
    }
}
