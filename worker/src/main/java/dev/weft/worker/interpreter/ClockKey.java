package dev.weft.worker.interpreter;

/**
 * Which clock.
 *
 * @param kind what runs out
 * @param task index of the task; -1 for the run's own
 */
public record ClockKey(Kind kind, int task) {
    /** The run's own timeout. */
    public static final ClockKey RUN = new ClockKey(Kind.RUN, -1);

    /** What runs out. */
    public enum Kind {
        /** {@code policy.timeout}. */
        RUN,
        /** A task's {@code deadline}. */
        DEADLINE,
        /** The delay before another attempt. */
        RETRY,
        /** The timeout of a gate's level. */
        GATE
    }
}
