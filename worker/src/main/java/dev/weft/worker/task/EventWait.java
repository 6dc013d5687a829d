package dev.weft.worker.task;

import java.time.Instant;

/**
 * The event that a task waits for.
 *
 * @param type of the event
 * @param since when the task began to wait: what {@code now} is in its filter
 * @param goesOn whether the task completes where none comes in time
 * @param noted whether those who look through the event log know of it
 */
public record EventWait(String type, Instant since, boolean goesOn, boolean noted) {
    /** The same, of which they know, or are to be told again. */
    public EventWait noted(boolean known) {
        return new EventWait(type, since, goesOn, known);
    }
}
