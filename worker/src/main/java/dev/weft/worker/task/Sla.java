package dev.weft.worker.task;

import java.time.Instant;

/**
 * By when a task should be done: what is told where it isn't, and stops nothing.
 *
 * @param due the time
 * @param missed whether it passed before the task was done
 */
public record Sla(Instant due, boolean missed) {
    /** One that is still to be met. */
    public static Sla until(Instant due) {
        return new Sla(due, false);
    }

    /** The same, once it has passed. */
    public Sla passed() {
        return new Sla(due, true);
    }
}
