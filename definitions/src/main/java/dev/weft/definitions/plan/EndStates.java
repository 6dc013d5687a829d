package dev.weft.definitions.plan;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.check.ExpressionChecker;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.model.OnFailure;
import dev.weft.definitions.model.Task;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The states in which tasks have ended when one that stands beside them is about to start, of those of which it is known.
 * Not thread safe.
 */
public final class EndStates {
    private final Map<String, Set<String>> known = new HashMap<>();

    /**
     * Adds a task.
     *
     * @param prospect how it ends
     */
    public void put(Task task, Prospect prospect) {
        Set<String> states = of(task, prospect);
        if (states != null) {
            known.put(task.id(), states);
        }
    }

    /** Whether the condition of a task is false in every run. */
    public boolean refuse(Task task) {
        Expression when = task.when();
        if (when == null) {
            return false;
        }
        if (CertainFailure.isFalse(when)) {
            return true;
        }
        // With join: always it may also start when the run is cancelled, and with it what it needs.
        Set<String> read = when.references().tasks();
        return task.join() != Join.ALWAYS
                && read.stream().anyMatch(known::containsKey)
                && Boolean.FALSE.equals(ExpressionChecker.truth(when.text(), known));
    }

    /** Why its condition is false, in words: {@code stop can only be FAILED or SKIPPED}. */
    public String reason(Task task) {
        Set<String> read =
                task.when() == null ? Set.of() : task.when().references().tasks();
        return read.stream()
                .filter(known::containsKey)
                .map(id -> id + " can only be " + String.join(" or ", known.getOrDefault(id, Set.of())))
                .collect(Collectors.joining(" and "));
    }

    private static @Nullable Set<String> of(Task task, Prospect prospect) {
        if (prospect == Prospect.SKIPPED) {
            return Set.of("SKIPPED");
        }
        String end = CertainFailure.works(task) ? null : failed(task.onFailure());
        if (end == null) {
            return null;
        }
        Set<String> states = new TreeSet<>(Set.of(end));
        if (task.when() != null || task.needsAll() || !task.needs().isEmpty()) {
            states.add("SKIPPED");
        }
        // Another run may take its place.
        if (task.concurrency() != null) {
            states.add("CANCELLED");
        }
        return states;
    }

    // A person may complete a task that waits for one, and so may a fallback.
    private static @Nullable String failed(OnFailure onFailure) {
        return switch (onFailure) {
            case OnFailure.Word word ->
                switch (word) {
                    case FAIL, ROLLBACK -> "FAILED";
                    case SKIP -> "SKIPPED";
                    case PAUSE -> null;
                };
            case OnFailure.Fallback fallback -> CertainFailure.of(fallback.task()) ? "FAILED" : null;
        };
    }
}
