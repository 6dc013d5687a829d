package dev.weft.worker.interpreter.state;

import dev.weft.worker.task.ClockKind;

/**
 * Which clock.
 *
 * @param kind what runs out
 * @param task index of the task; -1 for the run's own
 */
public record ClockKey(ClockKind kind, int task) {
    /** The run's own timeout. */
    public static final ClockKey RUN = new ClockKey(ClockKind.RUN, -1);
}
