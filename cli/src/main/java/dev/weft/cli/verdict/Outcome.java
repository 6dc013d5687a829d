package dev.weft.cli.verdict;

import dev.weft.cli.cases.CaseStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of the run of a case.
 *
 * @param status of the run at its end, or when nothing more happened
 * @param tasks by path; of other definitions than the tested one {@code <workflow>/<path>}
 * @param told changes of all runs, in the order of the clock
 * @param calls of work, in order
 * @param unmocked calls for which nothing stands
 * @param steps what became of each; those that never came to be aren't among them
 * @param took in virtual time
 * @param real how long it took to find out
 */
public record Outcome(
        String status,
        @Nullable Object outputs,
        @Nullable Fault error,
        Map<String, Task> tasks,
        List<Told> told,
        List<Call> calls,
        List<Unmocked> unmocked,
        List<Happened> steps,
        Duration took,
        Duration real) {
    /** An error of a run or task. */
    public record Fault(String code, String message) {}

    /**
     * A task, item or turn.
     */
    public record Task(
            String status,
            int attempts,
            @Nullable String reason,
            @Nullable Fault error,
            @Nullable Object output) {}

    /**
     * A change.
     *
     * @param type such as {@code task.started}
     * @param at by the run's clock
     * @param leapt by how much that clock has leapt by then since the case began: the rest is what the machine took
     * @param path {@code null} where it is about the run
     */
    public record Told(
            String workflow,
            Instant at,
            Duration leapt,
            String type,
            @Nullable String path,
            Map<String, @Nullable Object> data) {}

    /** A call of work. */
    public record Call(String workflow, String path, int attempt, Map<String, @Nullable Object> parameters) {}

    /**
     * A call for which nothing stands.
     *
     * @param call how many there have been of it
     */
    public record Unmocked(String workflow, String path, String action, int call, boolean exhausted) {}

    /**
     * A step that came to be.
     *
     * @param refused why; {@code null} where it was taken
     */
    public record Happened(CaseStep step, @Nullable String refused) {}

    /** The task at a path of a definition; {@code null} for none. */
    public @Nullable Task task(String tested, String workflow, String path) {
        return tasks.get(key(tested, workflow, path));
    }

    /** The key of a task. */
    public static String key(String tested, String workflow, String path) {
        return tested.equals(workflow) ? path : workflow + "/" + path;
    }
}
