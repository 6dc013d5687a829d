package dev.weft.worker.interpreter.scope;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.References;
import dev.weft.definitions.expression.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What expressions read of a scope: no more than that is sent to where they are evaluated. */
public final class ReadNames {
    /** Inputs read by their names alone. */
    private static final Pattern WHOLE = Pattern.compile("\\binputs\\b(?!\\s*\\.\\s*[a-zA-Z_])");

    private ReadNames() {}

    /** All that they read, by the names of the scope. */
    public static Map<String, @Nullable Object> of(List<Expression> expressions, Scope scope) {
        Map<String, @Nullable Object> names = new LinkedHashMap<>();
        for (Expression expression : expressions) {
            for (String root : expression.references().roots()) {
                if (!root.equals("tasks") && !root.equals("inputs")) {
                    names.put(root, scope.find(root));
                }
            }
        }
        if (expressions.stream().anyMatch(one -> one.references().roots().contains("tasks"))) {
            names.put("tasks", tasks(expressions, scope));
        }
        if (expressions.stream().anyMatch(one -> one.references().roots().contains("inputs"))) {
            names.put("inputs", inputs(expressions, map(scope.find("inputs"))));
        }
        return names;
    }

    /** What they read of tasks. */
    public static Map<String, @Nullable Object> tasks(List<Expression> expressions, Scope scope) {
        Map<String, @Nullable Object> seen = map(scope.find("tasks"));
        Map<String, @Nullable Object> tasks = new LinkedHashMap<>();
        for (Expression expression : expressions) {
            References references = expression.references();
            if (references.allTasks()) {
                tasks.putAll(seen);
            } else {
                references.paths().forEach(path -> add(seen, path, tasks));
            }
        }
        return tasks;
    }

    /** The inputs that they read. */
    public static Map<String, @Nullable Object> inputs(
            List<Expression> expressions, Map<String, @Nullable Object> all) {
        List<String> texts = expressions.stream()
                .filter(expression -> expression.references().roots().contains("inputs"))
                .map(Expression::text)
                .toList();
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

    @SuppressWarnings("unchecked") // maps of the language have string keys
    private static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }
}
