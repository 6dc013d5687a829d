package dev.weft.api.figure;

import java.time.Instant;

/**
 * A task that isn't done though its {@code sla} has passed.
 *
 * @param task its path
 * @param workflow id of the run's definition
 * @param due when it should have been done by
 */
public record LateTask(String run, String task, String workflow, Instant due) {
    /** What names it among all. */
    public String key() {
        return run + "/" + task;
    }
}
