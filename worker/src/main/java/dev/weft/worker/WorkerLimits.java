package dev.weft.worker;

import dev.weft.definitions.size.Extent;
import dev.weft.worker.room.Capacity;

/**
 * How much a worker does at once.
 *
 * @param concurrentTasks attempts at once
 * @param concurrentWorkflowTasks steps of different runs at once
 * @param cachedRuns runs whose state is kept in memory, so that their next step needs no replay
 * @param capacity what it has for attempts that say what they take up
 */
public record WorkerLimits(int concurrentTasks, int concurrentWorkflowTasks, int cachedRuns, Extent capacity) {
    /** What suits a machine of two to eight cores, with all that this one has. */
    public static final WorkerLimits DEFAULT = new WorkerLimits(200, 50, 600);

    /** One with all that the machine has. */
    public WorkerLimits(int concurrentTasks, int concurrentWorkflowTasks, int cachedRuns) {
        this(concurrentTasks, concurrentWorkflowTasks, cachedRuns, Capacity.ofMachine());
    }

    public WorkerLimits {
        if (concurrentTasks < 1 || concurrentWorkflowTasks < 1 || cachedRuns < 0) {
            throw new IllegalArgumentException("Expected positive limits, but found " + concurrentTasks + ", "
                    + concurrentWorkflowTasks + ", " + cachedRuns);
        }
    }

    /** The same with so much for attempts that say what they take up. */
    public WorkerLimits having(Extent other) {
        return new WorkerLimits(concurrentTasks, concurrentWorkflowTasks, cachedRuns, other);
    }
}
