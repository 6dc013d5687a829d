package dev.weft.api.gateway;

import dev.weft.worker.protocol.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as visibility and {@code describe} know it.
 *
 * @param run its id
 * @param execution Temporal's id of the execution that is the newest of the run
 * @param status the run's own word, corrected by how the execution ended
 * @param progress by quarters, 0 to 100
 * @param executedAt when the execution began
 * @param events of its history; 0 where that isn't known
 * @param parent id of the run that started it; {@code null} where none did
 * @param awaitedBy path of the task that ends with it; {@code null} for none
 * @param waitingFor such as {@code approval:review}
 * @param stuckAttempts how often the open workflow task has been tried; from 3 on the interpreter fails at it, or takes too long
 * @param outOfTime whether it took too long, so far as the history says
 */
public record RunSummary(
        String run,
        String execution,
        String workflow,
        int revision,
        RunStatus status,
        int progress,
        Instant startedAt,
        Instant executedAt,
        long events,
        @Nullable Instant endedAt,
        String startedBy,
        @Nullable String parent,
        @Nullable String awaitedBy,
        Map<String, String> labels,
        List<String> waitingFor,
        int stuckAttempts,
        boolean outOfTime) {
    private static final int STUCK = 3;

    /** Whether the interpreter itself fails at this run. */
    public boolean isStuck() {
        return isTriedAgain() && !outOfTime;
    }

    /** Whether workers take longer than Temporal gives them to take the interpreter to where this run is. */
    public boolean isSlow() {
        return isTriedAgain() && outOfTime;
    }

    /** Whether the open workflow task has been tried again and again. */
    boolean isTriedAgain() {
        return !status.ended() && isStuck(stuckAttempts);
    }

    /** Whether the interpreter fails at a run whose open workflow task has been tried so often. */
    static boolean isStuck(int attempts) {
        return attempts >= STUCK;
    }

    /** The same, of which is known that it takes too long. */
    RunSummary slow() {
        return new RunSummary(
                run,
                execution,
                workflow,
                revision,
                status,
                progress,
                startedAt,
                executedAt,
                events,
                endedAt,
                startedBy,
                parent,
                awaitedBy,
                labels,
                waitingFor,
                stuckAttempts,
                true);
    }
}
