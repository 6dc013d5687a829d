package dev.weft.worker.protocol.room;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.failure.ApplicationFailure;

/**
 * Where room is asked for: a task queue that all workers poll, each with one slot. Who asks waits in that queue, and takes no slot of a
 * worker, while none has room.
 */
@ActivityInterface
public interface RoomDesk {
    /** The activity type of {@link #ask}. */
    String TYPE = "room";

    /** The task queue; that of a worker alone has it and a dash in front. */
    String QUEUE = "weft-room";

    /**
     * Code of the failure of an attempt that came to its worker when its room was another's: it has done nothing, and isn't counted.
     */
    String PASSED = "room_passed";

    /**
     * Keeps room for an attempt as soon as there is some. It is kept for a minute; the attempt that comes meanwhile has it to its end.
     *
     * @return which worker keeps it; or, to whoever doesn't insist, that this worker has less in all than is asked for
     * @throws ApplicationFailure to be asked again by Temporal, of another worker perhaps
     */
    @ActivityMethod(name = TYPE)
    RoomAnswer ask(RoomRequest request);
}
