package dev.weft.worker.task;

/** What a clock measures. */
public enum ClockKind {
    /** {@code policy.timeout}: of the run itself. */
    RUN,
    /** A task's {@code deadline}. */
    DEADLINE,
    /** A task's {@code sla}. */
    SLA,
    /** The {@code timeout} of one attempt of a block; attempts of actions are timed by who makes them. */
    ATTEMPT,
    /** The delay before another attempt. */
    RETRY,
    /** The timeout of a gate's level. */
    GATE,
    /** The timeout of a wait for an event. */
    EVENT,
    /** The time to the next reminder of a gate. */
    REMINDER,
    /** The delay before another turn of a loop. */
    TURN,
    /** A wait for so long. */
    WAIT,
    /** A wait until a time, which comes when it comes: a pause doesn't put it off. */
    UNTIL
}
