package dev.weft.worker.task;

import dev.weft.worker.protocol.Failure;
import dev.weft.worker.protocol.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One task of a run, now.
 *
 * @param status what it is about
 * @param standing what its end means for its dependents
 * @param reason of WAITING and SKIPPED
 * @param openNeeds how many of its needs have not ended
 * @param attempts made so far, those lost with their worker not counted
 * @param startedAt when its first attempt began or it was asked
 * @param output once COMPLETED
 * @param error of the last attempt that failed
 * @param agent name of the agent that it calls; {@code null} before it is known, and where it calls none
 * @param call the attempt's evaluated arguments, kept from the first attempt to the end
 * @param gate its question, where it is a gate that has been asked
 * @param clock the timer it waits for; {@code null} for none
 * @param stopping why its attempt is being stopped; {@code null} while it may go on
 */
public record TaskState(
        TaskStatus status,
        Standing standing,
        @Nullable String reason,
        int openNeeds,
        int attempts,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Object output,
        @Nullable Failure error,
        @Nullable String agent,
        @Nullable Call call,
        @Nullable Gate gate,
        @Nullable Clock clock,
        @Nullable Stop stopping) {

    /** Why an attempt under way is being stopped. */
    public enum Stop {
        /** Its run is cancelled or out of time. */
        RUN_ENDS,
        /** Its deadline has passed. */
        DEADLINE
    }

    /** A task that nothing has happened to. */
    public static TaskState pending(int needs) {
        return new TaskState(
                TaskStatus.PENDING,
                Standing.OPEN,
                null,
                needs,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Begins a change of several components. */
    public TaskStateEdit edit() {
        return new TaskStateEdit(this);
    }
}
