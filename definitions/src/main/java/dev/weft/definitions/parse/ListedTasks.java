package dev.weft.definitions.parse;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of tasks that stands where a map from their ids belongs, read as that map, so that what else is wrong is said, too.
 *
 * <pre>
 * tasks:
 *   - {id: fetch, action: …}
 *   - store: {action: …}
 * </pre>
 */
final class ListedTasks {
    private ListedTasks() {}

    /** The map that is meant; an item that doesn't say its id is there under one that stands in for it. */
    static MapNode read(Parsing parsing, ListNode list) {
        Map<String, MapNode.Entry> tasks = new LinkedHashMap<>();
        for (Node item : list.items()) {
            MapNode.Entry task = task(item);
            if (task == null) {
                nameless(parsing, item, tasks);
                continue;
            }
            MapNode.Entry first = tasks.putIfAbsent(task.key().text(), task);
            if (first != null) {
                parsing.error(
                        ProblemCode.DUPLICATE_KEY,
                        task.key(),
                        "Expected every id once, but found \"" + task.key().text() + "\" again",
                        "It is already in line "
                                + parsing.problems()
                                        .source()
                                        .line(first.key().span().start())
                                + "; rename one of them.");
            }
        }
        return new MapNode(tasks, list.span(), list.path(), list.size());
    }

    private static void nameless(Parsing parsing, Node item, Map<String, MapNode.Entry> tasks) {
        if (!(item instanceof MapNode map) || map.entries().isEmpty()) {
            parsing.error(
                    ProblemCode.TYPE,
                    item,
                    "Expected a task as a map, but found " + item.describe(),
                    "Write, for example, fetch: {action: …}, or remove it.");
            return;
        }
        ScalarNode first = map.entries().values().iterator().next().key();
        parsing.error(
                ProblemCode.MISSING_FIELD,
                first,
                "Expected the id of this task, but found none",
                "Write an id of letters, digits, _ and - as its key, such as fetch: {action: …}.");
        String id = "task-" + tasks.size();
        while (tasks.containsKey(id)) {
            id += "-";
        }
        tasks.put(id, new MapNode.Entry(Made.text(id, first), map));
    }

    private static MapNode.@Nullable Entry task(Node item) {
        if (!(item instanceof MapNode map)) {
            return null;
        }
        if (map.get("id") instanceof ScalarNode id && id.isText()) {
            Map<String, MapNode.Entry> fields = new LinkedHashMap<>(map.entries());
            fields.remove("id");
            return new MapNode.Entry(id, new MapNode(fields, map.span(), map.path(), map.size()));
        }
        if (map.get("name") instanceof ScalarNode name
                && Ids.NAME.matcher(name.text()).matches()) {
            return new MapNode.Entry(name, map);
        }
        MapNode.Entry only =
                map.entries().size() == 1 ? map.entries().values().iterator().next() : null;
        return only != null && only.value() instanceof MapNode ? only : null;
    }
}
