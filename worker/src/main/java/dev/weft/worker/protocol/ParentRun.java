package dev.weft.worker.protocol;

/**
 * The task that started a run.
 *
 * @param run id of its run
 * @param task its path, with the numbers of items and turns
 * @param depth how many runs stand above the one that was started, from 1
 * @param awaits whether the task ends with the run that it started
 */
public record ParentRun(String run, String task, int depth, boolean awaits) {
    /** The same task, which doesn't wait. */
    public ParentRun notWaiting() {
        return new ParentRun(run, task, depth, false);
    }
}
