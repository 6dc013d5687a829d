package dev.weft.definitions.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weft.definitions.plan.Plan;
import dev.weft.definitions.plan.PlannedTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a run of one definition would keep, were it to go on under another.
 *
 * <p>A task's output <em>holds</em> while all of these are so, by path:
 *
 * <ol>
 *   <li>Its content is the same: what can change whether it completes and with what. That is its work and parameters,
 *       {@code when}, {@code join}, {@code needs}, {@code for_each}, {@code repeat}, {@code on_failure} with a fallback.
 *       Not content are names and descriptions; {@code timeout}, {@code heartbeat}, {@code deadline}, {@code sla}, {@code
 *       retry}, {@code concurrency}, {@code cache}, {@code placement}, {@code resources}, {@code compensate}, the delay of
 *       turns and how many items go on at once.
 *   <li>Each task that it needs holds, too.
 *   <li>The block that it stands in keeps its content, but for {@code outputs} and {@code tolerate}, and needs what holds; whatever becomes of
 *       the block's other tasks.
 *   <li>For a block: each of its tasks holds, and none is gone.
 *   <li>For a gate: the inputs are declared alike, since people decided on what they saw.
 * </ol>
 *
 * <p>Otherwise it would <em>run again</em>. That is the most that would: a task that runs again and gives the same output
 * as before lets those that need it hold. A run's own names, {@code run} and {@code now}, aren't looked at.
 *
 * <p>The run as a whole <em>could be taken</em> unless there is an obstacle: another id, or a new input that must be given.
 * Where an input's schema changed, it depends on the run's value.
 *
 * @param obstacles why the run couldn't be taken, in words; empty where it could
 * @param conditions what the run's inputs must fulfil, in words
 * @param tasks by path: those of the second definition in the order written, then those that are gone; tasks in place
 *     belong to their task, and aren't listed
 */
public record Takeover(List<String> obstacles, List<String> conditions, Map<String, Verdict> tasks) {
    /** What becomes of a task. */
    public enum Fate {
        /** A completed output is kept. */
        HOLDS,
        /** A completed task would be done once more. */
        RUNS_AGAIN,
        /** The first definition doesn't have it. */
        NEW,
        /** The second definition doesn't have it; its effects stay. */
        GONE
    }

    /**
     * What becomes of a task, and why.
     *
     * @param reason in words; empty for those that hold, are new or gone
     */
    public record Verdict(Fate fate, String reason) {}

    static Takeover of(Side before, Side after) {
        List<String> obstacles = new ArrayList<>();
        List<String> conditions = new ArrayList<>();
        JsonNode id = before.document().path("id");
        if (!id.equals(after.document().path("id"))) {
            obstacles.add("the id is another");
        }
        boolean sameInputs = inputs(before, after, obstacles, conditions);
        Map<String, Verdict> tasks = Judge.judge(before, after, sameInputs);
        Map<String, Verdict> written = new LinkedHashMap<>();
        for (PlannedTask task : after.plan().tasks()) {
            Verdict verdict = tasks.get(task.path());
            if (verdict != null) {
                written.put(task.path(), verdict);
            }
        }
        before.plan().tasks().stream()
                .filter(task -> isListed(before.plan(), task))
                .map(PlannedTask::path)
                .filter(path -> !after.tasks().containsKey(path))
                .forEach(path -> written.put(path, new Verdict(Fate.GONE, "")));
        return new Takeover(List.copyOf(obstacles), List.copyOf(conditions), written);
    }

    /** Whether a run could go on under the second definition. */
    public boolean isPossible() {
        return obstacles.isEmpty();
    }

    /** Those of some completed tasks that would run again, in the order written. */
    public List<String> again(Set<String> completed) {
        return tasks.entrySet().stream()
                .filter(task -> task.getValue().fate() == Fate.RUNS_AGAIN && completed.contains(task.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isListed(Plan plan, PlannedTask task) {
        return task.role() == PlannedTask.Role.TASK
                && (task.parent() < 0 || isListed(plan, plan.tasks().get(task.parent())));
    }

    private static boolean inputs(Side before, Side after, List<String> obstacles, List<String> conditions) {
        JsonNode first = before.document().path("inputs");
        JsonNode second = after.document().path("inputs");
        second.properties().forEach(input -> {
            JsonNode old = first.get(input.getKey());
            if (first.isTextual()) {
                conditions.add("input " + input.getKey() + " must be given and match its schema");
            } else if (old == null && !input.getValue().has("default")) {
                obstacles.add("input " + input.getKey() + " is new, and must be given");
            } else if (old != null && !old.equals(input.getValue())) {
                conditions.add("input " + input.getKey() + " must match its new schema");
            }
        });
        return first.equals(second);
    }
}
