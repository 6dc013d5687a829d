package dev.weft.worker.protocol;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.failure.ApplicationFailure;

/**
 * Where a parent asks what became of a child run that it didn't start itself, but in another history of its own: before a
 * reset, or before it went on in a new one.
 */
@ActivityInterface
public interface RunLookup {
    /** The activity type. */
    String OUTCOME = "run_outcome";

    /**
     * What became of a run.
     *
     * @param task path of the parent's task
     * @throws ApplicationFailure code {@code open}, to be asked again, as long as it hasn't ended; {@code run_forgotten} where
     *     nobody knows it any more
     */
    @ActivityMethod(name = OUTCOME)
    ChildReport outcome(String run, String task);
}
