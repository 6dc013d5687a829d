package dev.weft.worker.interpreter.slice;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.model.Task;
import dev.weft.definitions.model.TaskExpressions;
import dev.weft.worker.interpreter.Turn;
import dev.weft.worker.interpreter.scope.ReadNames;
import dev.weft.worker.interpreter.scope.RunScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the expressions of a loop see of what is around it: no more than they use, as each slice carries it. */
final class SliceNames {
    /** The run's own, in the run that does a slice as in any other. */
    private static final Set<String> OWN = Set.of("tasks", "inputs", "now", "secrets");

    /** Of {@code run}: what a block in a slice has become is known there. */
    private static final Set<String> OWN_OF_RUN = Set.of("status", "error");

    private SliceNames() {}

    static Map<String, @Nullable Object> of(Turn turn, int index, SliceDefinition definition) {
        RunScope scope = RunScope.of(turn, index);
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        List<Expression> expressions = TaskExpressions.of(definition.task());
        for (Expression expression : expressions) {
            for (String root : expression.references().roots()) {
                Object value = OWN.contains(root) ? null : scope.find(root);
                if (value != null) {
                    names.put(root, root.equals("run") ? run(map(value)) : value);
                }
            }
        }
        names.put("tasks", ReadNames.tasks(expressions, scope));
        return names;
    }

    /** The inputs that are read. */
    static Map<String, @Nullable Object> inputs(Turn turn, Task task) {
        return ReadNames.inputs(TaskExpressions.of(task), turn.facts.inputs());
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
