package dev.weft.worker.protocol.trigger;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What {@link WeftTrigger} asks of the API, which serves it on the task queue of
 * {@link dev.weft.worker.protocol.DefinitionLookup}. Each call may come again.
 */
@ActivityInterface
public interface TriggerDesk {
    /** Type of {@link #start}. */
    String START = "trigger_start";

    /** Type of {@link #ended}. */
    String ENDED = "trigger_ended";

    /** Type of {@link #cancel}. */
    String CANCEL = "trigger_cancel";

    /**
     * Starts the run for a time, once.
     *
     * @return its id; empty where there is to be none
     * @throws io.temporal.failure.ApplicationFailure retryable, where it can't be started now
     */
    @ActivityMethod(name = START)
    String start(TriggerTime time);

    /**
     * Whether a run has ended.
     *
     * @throws io.temporal.failure.ApplicationFailure retryable, while it goes on
     */
    @ActivityMethod(name = ENDED)
    void ended(String run);

    /** Cancels a run, if it hasn't ended. */
    @ActivityMethod(name = CANCEL)
    void cancel(String run);
}
