package dev.weft.worker.protocol;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** Where a run that goes on after its end has a run go on that did a slice of a loop of it. */
@ActivityInterface
public interface SliceRevival {
    /** The activity type. */
    String TYPE = "slice_revival";

    /**
     * Has a run go on that has ended: it tells its end as any child run does. One that is still on its way, of which no item is named,
     * goes on as it is.
     *
     * @throws io.temporal.failure.ApplicationFailure code {@code run_forgotten} where nobody knows the run any more, {@code
     *     not_revived} where what it is told doesn't apply; {@code busy}, to be asked again, while it has not ended
     */
    @ActivityMethod(name = TYPE)
    void goOn(Request request);

    /**
     * What is asked for.
     *
     * @param run that has ended
     * @param parent the slice, which waits for it
     * @param said what it goes on with
     * @param keys public keys that verify decisions
     * @param id of this going on, the same however often it is asked for
     */
    record Request(String run, ParentRun parent, Control said, List<String> keys, String id) {}
}
