package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.AgentCall;
import dev.weft.definitions.lower.Fields;
import dev.weft.definitions.lower.Head;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.List;

/**
 * Fields get the names that they have today, ids are made of letters, digits, {@code _} and {@code -}, and what a mode said
 * of the order is said by needs.
 */
final class To300 implements Migration {
    @Override
    public String from() {
        return "2.0.0";
    }

    @Override
    public String to() {
        return "3.0.0";
    }

    @Override
    public List<String> taskFields() {
        return List.of();
    }

    @Override
    public List<String> actions() {
        return List.of();
    }

    @Override
    public MapNode apply(MapNode document, Lowering lowering) {
        MapBuilder out = new MapBuilder(document);
        MapNode.Entry id = document.entries().get("id");
        ScalarNode value = Head.id(lowering, document, id, false);
        boolean given = id != null && Lowering.isGiven(id.value());
        if (document.get("version") == null) {
            Node behind = Made.behind(Fields.top(document));
            out.put("version", behind, Made.text(to(), behind));
            if (!given) {
                out.put("id", value);
            }
        }
        for (MapNode.Entry entry : document.entries().values()) {
            switch (entry.key().text()) {
                case "version" -> {
                    out.put(entry.key(), Made.text(to(), entry.value()));
                    if (!given) {
                        out.put("id", value);
                    }
                }
                case "id" -> out.put(entry.key(), value);
                case "name", "description" -> out.keep(entry);
                case "tasks" -> {
                    // Nobody could declare inputs.
                    Node behind = Made.behind(entry.key());
                    out.put("inputs", behind, Made.text("any", behind));
                    out.put(entry.key(), tasks(entry, lowering));
                }
                default -> {}
            }
        }
        if (!out.has("tasks")) {
            out.put("tasks", document, AgentCall.unreadableTasks(document));
        }
        return out.build();
    }

    private static Node tasks(MapNode.Entry entry, Lowering lowering) {
        OldTasks tasks = OldTasks.read(entry.value(), lowering);
        if (tasks == null) {
            return entry.value();
        }
        List<Order.Place> order = Order.of(tasks, lowering);
        RenamedReferences references = new RenamedReferences(tasks.renaming());
        MapBuilder out = new MapBuilder(entry.value());
        for (int i = 0; i < tasks.list().size() && !lowering.isTooLarge(); i++) {
            OldTask task = tasks.list().get(i);
            out.put(task.id(), new TaskMigration(lowering, task, references).migrate(order.get(i)));
        }
        return out.build();
    }
}
