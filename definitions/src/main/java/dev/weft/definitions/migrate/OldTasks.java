package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.Renaming;
import dev.weft.definitions.lower.TaskList;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of an older version, a map or a list.
 *
 * @param list in the order written
 */
record OldTasks(List<OldTask> list, Renaming renaming) {
    OldTasks {
        list = List.copyOf(list);
    }

    /** {@code null} where the node is neither a map nor a list. */
    static @Nullable OldTasks read(Node node, Lowering lowering) {
        TaskList tasks = TaskList.read("tasks", node, lowering, List.of("id", "name"), "id");
        return tasks == null
                ? null
                : new OldTasks(
                        tasks.items().stream()
                                .map(item -> new OldTask(
                                        item.id(), item.node(), item.node() instanceof MapNode map ? map : null))
                                .toList(),
                        tasks.renaming());
    }
}
