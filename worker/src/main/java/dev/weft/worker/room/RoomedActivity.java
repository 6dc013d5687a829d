package dev.weft.worker.room;

import dev.weft.worker.protocol.TaskInvocation;
import dev.weft.worker.protocol.room.RoomDesk;
import dev.weft.worker.protocol.room.RoomTicket;
import io.temporal.activity.DynamicActivity;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/** Lets attempts in for which this worker keeps room, and no others. Thread safe. */
final class RoomedActivity implements DynamicActivity {
    private final Rooms rooms;
    private final DynamicActivity attempts;

    /**
     * @param attempts makes them
     */
    RoomedActivity(Rooms rooms, DynamicActivity attempts) {
        this.rooms = rooms;
        this.attempts = attempts;
    }

    @Override
    public @Nullable Object execute(EncodedValues arguments) {
        RoomTicket room = arguments.get(0, TaskInvocation.class).room();
        if (room == null) {
            return attempts.execute(arguments);
        }
        if (!rooms.enter(room.ticket(), room.extent())) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "The attempt came to its worker when its room was another's. It asks for room again.",
                    RoomDesk.PASSED);
        }
        try {
            return attempts.execute(arguments);
        } finally {
            rooms.leave(room.ticket());
        }
    }
}
