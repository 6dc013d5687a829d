package dev.weft.worker;

/**
 * How much a worker does at once.
 *
 * @param concurrentTasks attempts at once
 * @param concurrentWorkflowTasks steps of different runs at once
 * @param cachedRuns runs whose state is kept in memory, so that their next step needs no replay
 */
public record WorkerLimits(int concurrentTasks, int concurrentWorkflowTasks, int cachedRuns) {
    /** What suits a machine of two to eight cores. */
    public static final WorkerLimits DEFAULT = new WorkerLimits(200, 50, 600);

    public WorkerLimits {
        if (concurrentTasks < 1 || concurrentWorkflowTasks < 1 || cachedRuns < 0) {
            throw new IllegalArgumentException("Expected positive limits, but found " + concurrentTasks + ", "
                    + concurrentWorkflowTasks + ", " + cachedRuns);
        }
    }
}
