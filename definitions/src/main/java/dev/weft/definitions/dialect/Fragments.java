package dev.weft.definitions.dialect;

import dev.weft.definitions.lower.AgentCall;
import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.PlainText;
import dev.weft.definitions.lower.Renaming;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.source.Made;
import dev.weft.definitions.source.MapBuilder;
import dev.weft.definitions.source.MapNode;
import dev.weft.definitions.source.Node;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pieces of definitions that several dialects are lowered to. */
final class Fragments {
    private Fragments() {}

    /** {@code inputs: any}: a dialect declares none, so a start may give whatever its agents understand. */
    static void anyInputs(MapBuilder definition, Node place) {
        Node behind = Made.behind(place);
        definition.put("inputs", behind, Made.text("any", behind));
    }

    /**
     * Puts the tasks into a definition; where they are missing or wrong, which is reported already, one stands in their place.
     *
     * @param owner what lacks them
     * @param what one of them is called
     */
    static void tasks(
            MapBuilder definition,
            Node owner,
            MapNode.@Nullable Entry written,
            @Nullable MapNode tasks,
            String what,
            Lowering lowering) {
        Node place = written == null ? owner : written.key();
        boolean empty = tasks != null && tasks.entries().isEmpty();
        if (empty) {
            lowering.error(
                    ProblemCode.NO_TASKS,
                    place,
                    "Expected at least one " + what + ", but found none",
                    "Write what the workflow does.");
        }
        definition.put(Made.text("tasks", place), tasks == null || empty ? AgentCall.unreadableTasks(place) : tasks);
    }

    /** {@code needs}, where there are some. */
    static void needs(MapBuilder task, MapNode.@Nullable Entry written, List<ScalarNode> ids) {
        if (written != null && !ids.isEmpty()) {
            task.put(Made.text("needs", written.key()), Made.list(ids, written.value()));
        }
    }

    /** Those of some references that lead to other tasks, each once: what is wrong with the rest is said elsewhere. */
    static List<ScalarNode> known(List<ScalarNode> references, ScalarNode self, Renaming renaming) {
        Map<String, ScalarNode> known = new LinkedHashMap<>();
        for (ScalarNode one : references) {
            if (renaming.isId(one.text()) && !one.text().equals(self.text())) {
                known.putIfAbsent(one.text(), one);
            }
        }
        return new ArrayList<>(known.values());
    }

    /**
     * Adds what a task gets besides what is written.
     *
     * @param parameters what is written is in there already; a name that is taken stays the task's own
     */
    static void add(MapBuilder parameters, String name, Node place, Node value, ScalarNode task, Lowering lowering) {
        if (parameters.has(name)) {
            lowering.changes()
                    .add("a parameter " + name + " of a task's own is kept, and nothing is added to it", task.text());
        } else {
            parameters.put(name, place, value);
        }
    }

    /** Adds the outputs of tasks upstream as {@code context}, in the same way. */
    static void addContext(
            MapBuilder parameters, List<ScalarNode> ids, Node place, ScalarNode task, Lowering lowering) {
        if (!parameters.has("context")) {
            lowering.made(AgentCall.length(ids));
        }
        add(parameters, "context", place, AgentCall.context(ids, place), task, lowering);
    }

    /** The name of who does a task, in which nothing is an expression; {@code null} where it is missing or wrong. */
    static @Nullable ScalarNode plain(String field, MapNode.@Nullable Entry entry, Lowering lowering) {
        ScalarNode text = entry == null ? null : lowering.text(field, entry.value());
        return text == null ? null : PlainText.of(text);
    }

    /** A map without entries. */
    static MapNode nothing(Node place) {
        return new MapBuilder(place).build();
    }
}
