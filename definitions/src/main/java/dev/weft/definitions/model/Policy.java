package dev.weft.definitions.model;

import dev.weft.definitions.expression.Setting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run goes about its tasks.
 *
 * @param mode whether the graph alone orders tasks
 * @param maxConcurrent tasks of one run at once; {@code null} for no bound
 * @param timeout of the whole run; {@code null} for none
 * @param onFailure what a run does once nothing more can run and a task has failed
 * @param cache of the outputs of whole runs; {@code null} for none
 * @param concurrency over all runs; {@code null} for no bound
 * @param priority 1 (first) to 5
 */
public record Policy(
        Mode mode,
        @Nullable Setting<Integer> maxConcurrent,
        @Nullable Setting<Duration> timeout,
        RunOnFailure onFailure,
        @Nullable Cache cache,
        @Nullable Concurrency concurrency,
        int priority) {
    /** What holds where the author says nothing. */
    public static final Policy DEFAULT = new Policy(Mode.PARALLEL, null, null, RunOnFailure.FAIL, null, null, 3);
}
