package dev.weft.definitions.lower;

import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that are written as a map from ids or as a list, each with an id that 3.0.0 allows.
 *
 * @param items in the order written, each id once
 * @param renaming from what is written to ids
 */
public record TaskList(List<Item> items, Renaming renaming) {
    public TaskList {
        items = List.copyOf(items);
    }

    /**
     * A task.
     *
     * @param written its id or name as it stands there
     * @param id that it has in 3.0.0
     * @param node what is written of it; not always a map
     */
    public record Item(ScalarNode written, ScalarNode id, Node node) {}

    /**
     * Reads the tasks.
     *
     * @param field that holds the tasks
     * @param names the fields that may hold the id of one in a list, the first that is there counts
     * @param inside the field of one in a map that says its key again, or another name by which others refer to it
     * @return {@code null} where the node is neither a map nor a list, which is reported
     */
    public static @Nullable TaskList read(
            String field, Node node, Lowering lowering, List<String> names, String inside) {
        List<ScalarNode> written = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        switch (node) {
            case MapNode map ->
                map.entries().values().forEach(entry -> {
                    written.add(entry.key());
                    nodes.add(entry.value());
                });
            case ListNode list -> {
                int number = 0;
                for (Node item : list.items()) {
                    written.add(name(field, item, ++number, lowering, names));
                    nodes.add(item);
                }
            }
            case ScalarNode scalar -> {
                if (scalar.isNull()) {
                    return new TaskList(List.of(), new Renaming(lowering, List.of()));
                } else {
                    lowering.mismatch(
                            field,
                            "a list or a map",
                            scalar,
                            "Write a list, such as " + field + ": [{" + names.getFirst() + ": a, …}].");
                }
                return null;
            }
        }
        Renaming renaming = new Renaming(lowering, written);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            ScalarNode one = written.get(i);
            if (renaming.declare(one)) {
                items.add(new Item(one, renaming.renamed(one), nodes.get(i)));
                if (node instanceof MapNode) {
                    again(nodes.get(i), one, lowering, renaming, inside);
                }
            }
        }
        return new TaskList(items, renaming);
    }

    private static ScalarNode name(String field, Node item, int number, Lowering lowering, List<String> names) {
        if (!(item instanceof MapNode map)) {
            return Made.text("task-" + number, item);
        }
        for (String name : names) {
            if (Lowering.isGiven(map.get(name))) {
                ScalarNode text = lowering.text(name, map.get(name));
                return text == null ? Made.text("task-" + number, item) : text;
            }
        }
        String first = names.getFirst();
        lowering.error(
                ProblemCode.MISSING_FIELD,
                Fields.top(map),
                "Expected the field \"" + first + "\" in an item of " + field + ", but it isn't there",
                "Write " + first + ": and a name of its own" + (names.size() > 1 ? ", or give it a name." : "."));
        return Made.text("task-" + number, item);
    }

    // An id inside of a task that its key doesn't say is a second name for it.
    private static void again(Node node, ScalarNode key, Lowering lowering, Renaming renaming, String inside) {
        if (!(node instanceof MapNode map) || !Lowering.isGiven(map.get(inside))) {
            return;
        }
        ScalarNode text = lowering.text(inside, map.get(inside));
        if (text == null || text.text().equals(key.text())) {
            return;
        }
        if (renaming.alias(text.text(), key.text())) {
            lowering.changes().add("the key of a task is its id", text.text() + " is now " + renaming.id(key.text()));
        } else {
            lowering.error(
                    ProblemCode.CONFLICT,
                    text,
                    "Expected \"" + key.text() + "\" for " + inside + ", as the key says, but found \"" + text.text()
                            + "\", which is another task's",
                    "Remove it.");
        }
    }
}
