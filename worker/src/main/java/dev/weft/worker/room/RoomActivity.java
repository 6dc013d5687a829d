package dev.weft.worker.room;

import dev.weft.definitions.size.Extent;
import dev.weft.worker.protocol.room.RoomAnswer;
import dev.weft.worker.protocol.room.RoomDesk;
import dev.weft.worker.protocol.room.RoomRequest;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/**
 * Answers runs that ask this worker for room. It has one of them in hand at a time, the next only once that has its room: the others
 * wait in Temporal's queue, for any worker. So one that takes up much isn't passed by those that take up little for ever. Where its room
 * takes long it is handed back, as another worker may have room meanwhile; each time it is kept in hand twice as long. Thread safe.
 */
final class RoomActivity implements RoomDesk {
    private static final Duration IN_HAND = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 5;
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final Rooms rooms;
    private final String queue;
    private final String worker;

    /**
     * @param queue of this worker alone
     * @param worker for people
     */
    RoomActivity(Rooms rooms, String queue, String worker) {
        this.rooms = rooms;
        this.queue = queue;
        this.worker = worker;
    }

    @Override
    public RoomAnswer ask(RoomRequest request) {
        ActivityExecutionContext temporal = Activity.getExecutionContext();
        Extent extent = request.extent();
        int attempt = temporal.getInfo().getAttempt();
        if (!extent.fits(rooms.has())) {
            if (request.insists()) {
                throw elsewhere(
                        "too_small", "has " + rooms.has().where(extent).described() + " in all", grown(attempt));
            }
            return new RoomAnswer(null, worker, rooms.has());
        }
        Duration left = IN_HAND.multipliedBy(1L << Math.min(MOST_DOUBLINGS, attempt - 1));
        try {
            while (true) {
                Duration some = left.compareTo(SIGN_OF_LIFE) < 0 ? left : SIGN_OF_LIFE;
                if (rooms.keep(request.ticket(), extent, some)) {
                    return new RoomAnswer(queue, worker, rooms.has());
                }
                left = left.minus(some);
                if (left.isZero()) {
                    throw elsewhere("full", "has " + rooms.free().where(extent).described() + " left now", SOON);
                }
                temporal.heartbeat(null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw elsewhere("stopped", "is stopped", SOON);
        }
    }

    private static Duration grown(int attempt) {
        Duration some = SOON.multipliedBy(attempt);
        return some.compareTo(LATER) < 0 ? some : LATER;
    }

    private ApplicationFailure elsewhere(String type, String why, Duration after) {
        return ApplicationFailure.newBuilder()
                .setMessage("Worker " + worker + ' ' + why + ".")
                .setType(type)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(after)
                .build();
    }
}
