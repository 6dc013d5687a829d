package dev.weft.worker.interpreter.slice;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.References;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskExpressions;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.scope.RunScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the expressions of a loop see of what is around it: no more than they use, as each slice carries it. */
final class SliceNames {
    /** The run's own, in the run that does a slice as in any other. */
    private static final Set<String> OWN = Set.of("tasks", "inputs", "now", "secrets");

    /** Of {@code run}: what a block in a slice has become is known there. */
    private static final Set<String> OWN_OF_RUN = Set.of("status", "error");

    /** Inputs read by their names alone. */
    private static final Pattern WHOLE = Pattern.compile("\\binputs\\b(?!\\s*\\.\\s*[a-zA-Z_])");

    private SliceNames() {}

    static Map<String, @Nullable Object> of(Turn turn, int index, SliceDefinition definition) {
        RunScope scope = RunScope.of(turn, index);
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        Map<String, @Nullable Object> tasks = new LinkedHashMap<>();
        for (Expression expression : TaskExpressions.of(definition.task())) {
            References references = expression.references();
            for (String root : references.roots()) {
                Object value = OWN.contains(root) ? null : scope.find(root);
                if (value != null) {
                    names.put(root, root.equals("run") ? run(map(value)) : value);
                }
            }
            addTasks(map(scope.find("tasks")), references, tasks);
        }
        names.put("tasks", tasks);
        return names;
    }

    /** The inputs that are read. */
    static Map<String, @Nullable Object> inputs(Turn turn, Task task) {
        List<String> texts = new ArrayList<>();
        for (Expression expression : TaskExpressions.of(task)) {
            if (expression.references().roots().contains("inputs")) {
                texts.add(expression.text());
            }
        }
        Map<String, @Nullable Object> all = turn.facts.inputs();
        if (texts.stream().anyMatch(text -> WHOLE.matcher(text).find())) {
            return all;
        }
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            if (texts.stream().anyMatch(text -> text.contains(name))) {
                read.put(name, value);
            }
        });
        return read;
    }

    private static void addTasks(
            Map<String, @Nullable Object> seen, References references, Map<String, @Nullable Object> tasks) {
        if (references.allTasks()) {
            seen.forEach(tasks::put);
            return;
        }
        references.paths().forEach(path -> add(seen, path, tasks));
    }

    /** Copies what a path leads to, and nothing beside it. */
    private static void add(Map<String, @Nullable Object> from, List<String> path, Map<String, @Nullable Object> to) {
        String name = path.getFirst();
        Object value = from.get(name);
        if (value == null && !from.containsKey(name)) {
            return;
        }
        Object before = to.get(name);
        if (path.size() == 1 || !(value instanceof Map<?, ?>)) {
            to.put(name, value);
        } else if (before == null || !before.equals(value)) {
            Map<String, @Nullable Object> part = before == null ? new LinkedHashMap<>() : map(before);
            add(map(value), path.subList(1, path.size()), part);
            to.put(name, part);
        }
    }

    private static Map<String, @Nullable Object> run(Map<String, @Nullable Object> whole) {
        Map<String, @Nullable Object> run = new LinkedHashMap<>(whole);
        run.keySet().removeAll(OWN_OF_RUN);
        return run;
    }

    @SuppressWarnings("unchecked") // maps of the language have string keys
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }
}
