package dev.weft.worker.interpreter;

import dev.weft.worker.task.Call;
import java.time.Duration;

/** Something to do outside of the run's state, in the order given. */
public sealed interface Effect {
    /**
     * Make an attempt.
     *
     * @param key idempotency key
     */
    record StartAttempt(int task, String path, int attempt, String key, Call call) implements Effect {}

    /** Cancel the attempt under way; it answers with an event when it has ended. */
    record StopAttempt(int task) implements Effect {}

    /**
     * Start a clock; one that runs under the same key is replaced.
     *
     * @param path of the task; empty for the run
     */
    record StartClock(ClockKey clock, String path, Duration duration) implements Effect {}

    /** Stop a clock, if it runs. */
    record StopClock(ClockKey clock) implements Effect {}

    /** Tell those outside what happened. */
    record Publish(Occurrence what) implements Effect {}
}
