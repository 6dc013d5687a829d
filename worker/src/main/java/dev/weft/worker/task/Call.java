package dev.weft.worker.task;

import dev.weft.definitions.action.builtin.WorkflowTrigger;
import dev.weft.definitions.agent.Agent;
import dev.weft.definitions.expression.SecretText;
import dev.weft.definitions.size.Extent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task's attempts call, evaluated once: later attempts use the same.
 *
 * @param type of the activity: the action's name, or {@code agent:<name>}
 * @param action its name
 * @param parameters with {@code null} where a secret belongs
 * @param secrets what belongs there, by JSON pointer
 * @param timeout of one attempt; {@code null} for none
 * @param heartbeat after so long without a sign of life an attempt is lost; {@code null} for the interpreter's default
 * @param retry resolved policy
 * @param local whether its attempts are made in the worker that has the run, where they can be
 * @param extent what an attempt takes up of its worker; {@code null} for nothing
 */
public record Call(
        String type,
        String action,
        @Nullable Agent agent,
        @Nullable String operation,
        Map<String, @Nullable Object> parameters,
        Map<String, SecretText> secrets,
        @Nullable Duration timeout,
        @Nullable Duration heartbeat,
        Retries retry,
        boolean local,
        @Nullable Extent extent) {
    /** One that takes up nothing. */
    public Call(
            String type,
            String action,
            @Nullable Agent agent,
            @Nullable String operation,
            Map<String, @Nullable Object> parameters,
            Map<String, SecretText> secrets,
            @Nullable Duration timeout,
            @Nullable Duration heartbeat,
            Retries retry,
            boolean local) {
        this(type, action, agent, operation, parameters, secrets, timeout, heartbeat, retry, local, null);
    }

    /** The action that undoes the runs of a task: no author can write it. */
    public static final String UNDO_RUNS = "undo_runs";

    /** What does a slice of a loop: no author can write it. */
    public static final String SLICE = "slice";

    private static final Retries ONCE = new Retries(1, Duration.ZERO, 1, null, 0, List.of());

    /** That a run of its own does a slice of a loop. */
    public static final Call OF_SLICE = new Call(SLICE, SLICE, null, null, Map.of(), Map.of(), null, null, ONCE, false);

    /** The same with other parameters. */
    public Call with(Map<String, @Nullable Object> others) {
        return new Call(type, action, agent, operation, others, secrets, timeout, heartbeat, retry, local, extent);
    }

    /** The same on any worker. */
    public Call remote() {
        return new Call(type, action, agent, operation, parameters, secrets, timeout, heartbeat, retry, false, extent);
    }

    /** Whether its attempts are runs of their own. */
    public boolean startsRun() {
        return action.equals(WorkflowTrigger.SPEC.name());
    }

    /** Whether its attempt is a run that does a slice of a loop. */
    public boolean doesSlice() {
        return action.equals(SLICE);
    }

    /** Whether its attempt is that runs are undone. */
    public boolean undoesRuns() {
        return action.equals(UNDO_RUNS);
    }

    /** Whether what it does is done by runs. */
    public boolean isOfRuns() {
        return startsRun() || undoesRuns() || doesSlice();
    }

    /**
     * A retry policy with its settings resolved.
     *
     * @param maxDelay {@code null} for no bound
     */
    public record Retries(
            int maxAttempts,
            Duration delay,
            double backoff,
            @Nullable Duration maxDelay,
            double jitter,
            List<String> nonRetryable) {}
}
