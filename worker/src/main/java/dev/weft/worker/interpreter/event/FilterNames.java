package dev.weft.worker.interpreter.event;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.References;
import dev.weft.definitions.expression.Scope;
import dev.weft.worker.protocol.event.MarkedValues;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that the filter of a wait sees: they stand still while the task waits, {@code now} too. Pure. */
final class FilterNames {
    private FilterNames() {}

    /** What a filter sees. */
    static Scope standingStill(Scope scope, Instant since) {
        return name -> name.equals("now") ? since : scope.find(name);
    }

    /** How large a large value is that a filter reads, which those who look for events don't have at hand; 0 where it reads none. */
    static long readLarge(Expression filter, Scope names) {
        return LargeValue.findIn(values(filter, names)).map(LargeValue::bytes).orElse(0L);
    }

    /** What a filter reads besides the event, no more of tasks than that, as JSON. */
    static Map<String, @Nullable Object> read(Expression filter, Scope names) {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        values(filter, names).forEach((name, value) -> read.put(name, MarkedValues.write(value)));
        return read;
    }

    private static Map<String, @Nullable Object> values(Expression filter, Scope names) {
        References references = filter.references();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String root : references.roots()) {
            if (!root.equals("event")) {
                Object value = names.find(root);
                boolean parts = root.equals("tasks") && !references.allTasks();
                values.put(root, parts ? part(value, List.copyOf(references.paths())) : value);
            }
        }
        return values;
    }

    /** The part of a value that paths lead to; all of it where one of them ends here. */
    private static @Nullable Object part(@Nullable Object value, List<List<String>> paths) {
        if (!(value instanceof Map<?, ?> map) || paths.stream().anyMatch(List::isEmpty)) {
            return value;
        }
        Map<String, @Nullable Object> part = new LinkedHashMap<>();
        for (List<String> path : paths) {
            String name = path.getFirst();
            if (map.containsKey(name) && !part.containsKey(name)) {
                List<List<String>> below = paths.stream()
                        .filter(other -> other.getFirst().equals(name))
                        .map(other -> other.subList(1, other.size()))
                        .toList();
                part.put(name, part(map.get(name), below));
            }
        }
        return part;
    }
}
