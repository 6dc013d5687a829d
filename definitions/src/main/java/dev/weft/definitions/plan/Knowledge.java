package dev.weft.definitions.plan;

import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.check.ExpressionChecker;
import dev.weft.definitions.expression.check.Known;
import dev.weft.definitions.expression.check.Possible;
import dev.weft.definitions.model.Join;
import dev.weft.definitions.problem.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of the values that the condition of a task reads when it starts. One use each, not thread safe. */
final class Knowledge implements Known {
    private static final Set<String> ENDS = Set.of("COMPLETED", "FAILED", "CANCELLED", "TIMED_OUT", "ROLLED_BACK");
    // In a run that is cancelled or undone nothing else starts.
    private static final Set<String> USUAL_ENDS = Set.of("COMPLETED", "FAILED");
    private static final Set<String> SUCCESS = Set.of("COMPLETED");

    private final EndStates states;
    private final EndStates.Told starts;
    private final Map<List<String>, Optional<Possible>> asked = new LinkedHashMap<>();

    Knowledge(EndStates states, EndStates.Told starts) {
        this.states = states;
        this.starts = starts;
    }

    /** Whether a condition is false, whatever a run brings. */
    boolean refuses(Expression when) {
        return Boolean.FALSE.equals(ExpressionChecker.truth(when.text(), this));
    }

    /** Why, in words: {@code stop can only be FAILED when next starts}. */
    String reason(Expression when) {
        List<Map.Entry<List<String>, Possible>> facts = new ArrayList<>();
        asked.forEach((path, found) -> found.ifPresent(possible -> facts.add(Map.entry(path, possible))));
        List<Map.Entry<List<String>, Possible>> enough = facts.stream()
                .filter(fact -> Boolean.FALSE.equals(ExpressionChecker.truth(
                        when.text(), path -> path.equals(fact.getKey()) ? fact.getValue() : null)))
                .limit(1)
                .toList();
        return (enough.isEmpty() ? facts : enough)
                .stream()
                        .map(fact -> words(fact.getKey(), fact.getValue()))
                        .distinct()
                        .collect(Collectors.joining(
                                " and ", "", " when " + starts.task().id() + " starts"));
    }

    private static String words(List<String> path, Possible possible) {
        String id = path.getFirst().equals("tasks") ? path.get(1) : "the run";
        return id
                + switch (path.getLast()) {
                    case "status" -> " can only be " + Suggestion.list(new TreeSet<>(possible.values()));
                    case "error" -> possible.absent() ? " has no error" : " has an error";
                    default -> " has no output";
                };
    }

    @Override
    public @Nullable Possible of(List<String> path) {
        return asked.computeIfAbsent(List.copyOf(path), key -> Optional.ofNullable(find(key)))
                .orElse(null);
    }

    private @Nullable Possible find(List<String> path) {
        if (path.getFirst().equals("run")) {
            return run(path.getLast());
        }
        Set<End> ends = path.getFirst().equals("tasks") ? states.when(starts, path.get(1)) : null;
        if (ends == null || ends.isEmpty()) {
            return null;
        }
        return switch (path.getLast()) {
            case "status" -> Possible.among(ends.stream().map(End::status).collect(Collectors.toSet()));
            case "error" ->
                ends.stream().noneMatch(End::mayHaveError)
                        ? Possible.NOTHING
                        : ends.stream().allMatch(End::hasError) ? Possible.SOMETHING : null;
            case "output" -> ends.stream().noneMatch(End::mayHaveOutput) ? Possible.NOTHING : null;
            default -> null;
        };
    }

    /** Whether it waits for all tasks of the definition, and starts only where none of them has failed. */
    private boolean afterSuccess() {
        return starts.last() && states.isTop() && starts.join() != Join.ALWAYS && starts.join() != Join.ANY_COMPLETED;
    }

    private @Nullable Possible run(String field) {
        return switch (field) {
            case "status" ->
                Possible.among(
                        !starts.last()
                                ? Set.of("RUNNING")
                                : afterSuccess() ? SUCCESS : starts.join() == Join.ALWAYS ? ENDS : USUAL_ENDS);
            case "error" -> starts.last() && !afterSuccess() ? null : Possible.NOTHING;
            default -> null;
        };
    }
}
