package dev.weft.worker.room;

import dev.weft.definitions.size.Extent;
import dev.weft.worker.protocol.room.RoomDesk;
import io.temporal.activity.DynamicActivity;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.UUID;

/** The part of a worker that gives room to attempts: a desk that all workers share, and a task queue of its own for who has room here. */
public final class RoomWorkers {
    private RoomWorkers() {}

    /**
     * Adds it to a worker that has not started.
     *
     * @param has what there is
     * @param attempts makes attempts
     * @param worker for people
     * @param desk options of what polls the desk
     * @param own options of what polls the worker's own queue: any build of the worker makes the attempts that it has let in
     */
    public static void add(
            WorkerFactory factory,
            Extent has,
            DynamicActivity attempts,
            String worker,
            WorkerOptions.Builder desk,
            WorkerOptions.Builder own) {
        Rooms rooms = new Rooms(has);
        String queue = RoomDesk.QUEUE + "-" + UUID.randomUUID();
        Worker asked = factory.newWorker(
                RoomDesk.QUEUE,
                desk.setMaxConcurrentActivityExecutionSize(1)
                        .setMaxConcurrentActivityTaskPollers(1)
                        .build());
        asked.registerActivitiesImplementations(new RoomActivity(rooms, queue, worker));
        Worker entered = factory.newWorker(
                queue, own.setMaxConcurrentActivityTaskPollers(2).build());
        entered.registerActivitiesImplementations(new RoomedActivity(rooms, attempts));
    }
}
