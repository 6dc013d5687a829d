package dev.weft.cli.verdict;

import dev.weft.cli.cases.TestCase;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a condition holds of an outcome. */
final class Truth {
    private final Map<String, @Nullable Object> names = new LinkedHashMap<>();

    Truth(TestCase test, Outcome outcome) {
        Map<String, @Nullable Object> tasks = new LinkedHashMap<>();
        outcome.tasks().forEach((path, task) -> tasks.put(path, task(task)));
        names.put("tasks", tasks);
        names.put("outputs", outcome.outputs());
        names.put("status", outcome.status());
        names.put("error", error(outcome.error()));
        names.put("inputs", Values.normalise(test.inputs()));
    }

    /** Why it doesn't hold; {@code null} where it does. */
    @Nullable String refutes(Expression expression) {
        try {
            Object value = expression.evaluate(names::get);
            return Boolean.TRUE.equals(value)
                    ? null
                    : "Expected this to be true, but found " + Same.show(value) + reads(expression);
        } catch (EvaluationException e) {
            return "Expected this to be true, but: " + e.getMessage();
        }
    }

    private String reads(Expression expression) {
        return expression.references().roots().contains("outputs")
                ? " with the outputs " + Same.show(names.get("outputs"))
                : "";
    }

    private static Map<String, @Nullable Object> task(Outcome.Task task) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("status", task.status());
        fields.put("attempts", (long) task.attempts());
        fields.put("output", task.output());
        fields.put("error", error(task.error()));
        return fields;
    }

    private static @Nullable Map<String, @Nullable Object> error(Outcome.@Nullable Fault error) {
        return error == null ? null : Map.of("code", error.code(), "message", error.message());
    }
}
