package dev.weft.api.representation;

import dev.weft.worker.protocol.RunStatus;
import java.time.Instant;
import java.util.List;

/**
 * What the runs are about that a run has started and waits for: the run itself is RUNNING meanwhile, as one that works.
 *
 * @param runs that its own tasks wait for, at most eight
 * @param waitingOn the first of what they, and those below them, wait for, at most 20
 * @param more how many more of these were seen
 * @param works whether one of them is at work, as far as could be seen
 */
public record BelowBody(List<Started> runs, List<Wait> waitingOn, int more, boolean works) {
    /**
     * A run that a task waits for.
     *
     * @param task path of it
     */
    public record Started(String task, String run, RunStatus status) {}

    /**
     * Something that is waited for.
     *
     * @param under the task that waits for the run in which that is
     * @param run by which it is decided or steered: of an item that a slice does, the one with the loop
     * @param task path of it there
     * @param kind as in {@code waiting_on} of a run
     * @param reason for people
     */
    public record Wait(String under, String run, String task, String kind, String reason, Instant since) {}

    /** Whether nothing is below. */
    public boolean isNothing() {
        return runs.isEmpty();
    }
}
