package dev.weft.worker.protocol.event;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** How runs say which events they wait for. */
@ActivityInterface
public interface EventDesk {
    /** The activity type of {@link #await}. */
    String AWAIT = "await_event";

    /**
     * Has the run told by signal {@code event} of each event that fits.
     *
     * @throws io.temporal.failure.ApplicationFailure code {@code no_event_log}, for good, where the worker has no log
     */
    @ActivityMethod(name = AWAIT)
    void await(AwaitedEvent awaited);
}
