package dev.weft.definitions.migrate;

import dev.weft.definitions.lower.Lowering;
import dev.weft.definitions.lower.Sequence;
import dev.weft.definitions.problem.ProblemCode;
import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.ListNode;
import dev.weft.definitions.source.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code dependencies} and {@code execution_mode}: which tasks must end before another. */
final class Order {
    private static final List<String> MODES = List.of("sequential", "parallel", "conditional");

    private Order() {}

    /**
     * What a task waits for.
     *
     * @param dependencies as they are written, under the ids of 3.0.0
     * @param before the sequential task that it follows; {@code null} where it follows none
     * @param mayBeSkipped whether the task that it follows may be skipped, and it runs all the same
     */
    record Place(List<ScalarNode> dependencies, @Nullable ScalarNode before, boolean mayBeSkipped) {}

    static List<Place> of(OldTasks tasks, Lowering lowering) {
        Map<String, Integer> indices = new HashMap<>();
        for (OldTask task : tasks.list()) {
            indices.put(task.id().text(), indices.size());
        }
        List<List<ScalarNode>> written = new ArrayList<>();
        List<List<Integer>> needs = new ArrayList<>();
        List<Boolean> sequential = new ArrayList<>();
        for (OldTask task : tasks.list()) {
            List<ScalarNode> dependencies = lowering.texts("dependencies", task.get("dependencies")).stream()
                    .map(tasks.renaming()::renamed)
                    .toList();
            written.add(dependencies);
            needs.add(dependencies.stream()
                    .map(id -> indices.getOrDefault(id.text(), -1))
                    .filter(index -> index >= 0)
                    .distinct()
                    .toList());
            sequential.add("sequential".equals(mode(task, lowering)));
        }
        boolean conditions = tasks.list().stream()
                .anyMatch(task -> task.get("conditions") instanceof ListNode list
                        && !list.items().isEmpty());
        List<@Nullable Integer> links = Sequence.links(needs, sequential);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Integer link = links.get(i);
            ScalarNode before = link == null || !written.get(i).isEmpty()
                    ? null
                    : tasks.list().get(link).id();
            places.add(new Place(written.get(i), before, conditions));
        }
        return places;
    }

    private static @Nullable String mode(OldTask task, Lowering lowering) {
        ScalarNode mode = Lowering.isGiven(task.get("execution_mode"))
                ? lowering.text("execution_mode", task.get("execution_mode"))
                : null;
        if (mode == null || MODES.contains(mode.text())) {
            return mode == null ? null : mode.text();
        }
        lowering.error(
                ProblemCode.VALUE,
                mode,
                "Expected " + Suggestion.list(MODES) + " for execution_mode, but found \"" + mode.text() + '"',
                Suggestion.didYouMean(mode.text(), MODES, ""));
        return null;
    }
}
