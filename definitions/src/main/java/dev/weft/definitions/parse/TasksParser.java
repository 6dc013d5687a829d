package dev.weft.definitions.parse;

import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskDefaults;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code tasks}: those of a definition or block. */
final class TasksParser {
    private TasksParser() {}

    /**
     * All tasks, by id.
     *
     * @param block path of the block that holds them; empty at the top
     */
    static Map<String, TaskDraft> parse(Parsing parsing, TaskDefaults defaults, String block, @Nullable Node node) {
        Map<String, TaskDraft> tasks = new LinkedHashMap<>();
        MapNode map = map(parsing, node);
        if (map != null) {
            TaskParser parser = new TaskParser(parsing, defaults, new NeedsResolver(parsing, map), block);
            map.entries().forEach((id, entry) -> tasks.put(id, parser.parse(entry)));
        }
        return tasks;
    }

    private static @Nullable MapNode map(Parsing parsing, @Nullable Node node) {
        if (node instanceof MapNode map) {
            return map;
        }
        if (node != null && !(node instanceof ScalarNode scalar && scalar.isNull())) {
            parsing.mismatch(
                    "tasks",
                    "a map from ids to tasks",
                    node,
                    "Write the id of each task as its key: fetch: {action: …}.");
        }
        return node instanceof ListNode list ? ListedTasks.read(parsing, list) : null;
    }

    /** The tasks, where each could be read. */
    static @Nullable List<Task> complete(Map<String, TaskDraft> drafts) {
        List<Task> tasks = new ArrayList<>(drafts.size());
        for (TaskDraft draft : drafts.values()) {
            if (draft.task() == null) {
                return null;
            }
            tasks.add(draft.task());
        }
        return tasks;
    }
}
