package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Template;
import dev.weft.definitions.model.Definition;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.Work;
import dev.weft.definitions.model.Workflows;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which definitions start which others. */
final class Starts {
    private final @Nullable Workflows workflows;

    Starts(@Nullable Workflows workflows) {
        this.workflows = workflows;
    }

    /** The definition that an action starts, where it does so and says which. */
    static @Nullable String target(Work.ActionCall call) {
        return call.action().name().equals("workflow_trigger")
                        && call.parameters().fields().get("workflow") instanceof Template.Literal literal
                ? String.valueOf(literal.value())
                : null;
    }

    /** The shortest way from one definition to another, both included; empty where there is none. */
    List<String> way(String from, String to) {
        Map<String, String> before = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        before.put(from, from);
        while (!next.isEmpty() && !before.containsKey(to)) {
            String at = next.remove();
            for (String started : startedBy(at)) {
                if (before.putIfAbsent(started, at) == null) {
                    next.add(started);
                }
            }
        }
        LinkedList<String> way = new LinkedList<>();
        if (before.containsKey(to)) {
            String at = to;
            way.addFirst(at);
            while (!at.equals(from)) {
                at = before.getOrDefault(at, from);
                way.addFirst(at);
            }
        }
        return List.copyOf(way);
    }

    private Set<String> startedBy(String id) {
        Set<String> started = new LinkedHashSet<>();
        if (workflows != null) {
            workflows.find(id).map(Definition::tasks).ifPresent(tasks -> tasks.forEach(task -> collect(task, started)));
        }
        return started;
    }

    private static void collect(Task task, Set<String> started) {
        switch (task.work()) {
            case Work.ActionCall call -> {
                String target = target(call);
                if (target != null) {
                    started.add(target);
                }
            }
            case Work.Block block -> block.tasks().forEach(inner -> collect(inner, started));
        }
        if (task.onFailure() instanceof OnFailure.Fallback fallback) {
            collect(fallback.task(), started);
        }
        if (task.compensation() != null) {
            collect(task.compensation().task(), started);
        }
    }
}
