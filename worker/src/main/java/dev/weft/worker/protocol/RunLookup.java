package dev.weft.worker.protocol;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Where a parent asks what became of a child run that it finds there already: after a reset of the parent. */
@ActivityInterface
public interface RunLookup {
    /** The activity type. */
    String OUTCOME = "run_outcome";

    /**
     * What became of a run.
     *
     * @param task path of the parent's task
     * @return with status RUNNING where it is open
     */
    @ActivityMethod(name = OUTCOME)
    ChildReport outcome(String run, String task);
}
