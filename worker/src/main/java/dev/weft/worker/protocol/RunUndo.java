package dev.weft.worker.protocol;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.failure.ApplicationFailure;

/** Where a run that is being undone has a run undone that one of its tasks has started. */
@ActivityInterface
public interface RunUndo {
    /** The activity type. */
    String TYPE = "run_undo";

    /** Who has a run undone, in {@link Control#by()}: this, and the id of the run above. */
    String BY = "run:";

    /**
     * Has a run undone whole: one that is open is told so, one that has ended is started once more for it.
     *
     * @return whether that is done already; otherwise the run tells its end as any child run does
     * @throws ApplicationFailure code {@code run_forgotten} where nobody knows the run any more, {@code not_undone} where it
     *     can't be undone; {@code busy}, to be asked again, while it can't be now
     */
    @ActivityMethod(name = TYPE)
    boolean undo(Request request);

    /**
     * What is asked for.
     *
     * @param run that is to be undone
     * @param parent the task that waits for it
     * @param sure whether it has certainly been started: one that hasn't needn't be undone
     */
    record Request(String run, ParentRun parent, boolean sure) {}
}
