package dev.weft.api.event.match;

import dev.weft.api.store.StoredWait;

/**
 * How fast a run is told of events for one wait, which takes but one of them. Mostly the run takes the first, and the wait is
 * gone before it is looked at again. Where others have taken what there is, it is soon told of hundreds; where nobody takes
 * anything, as no worker runs or the task waits for a person, of a few an hour in the end.
 */
final class Pace {
    private static final int QUICK_LOOKS = 9;
    private static final int THEN = 4;
    private static final long SOON = 250;
    private static final long LATE = 60_000;
    private static final int MANY_LOOKS = 100;
    private static final long LATEST = 600_000;

    private Pace() {}

    /** Of how many events at once. */
    static int atOnce(StoredWait wait) {
        return wait.looks() < QUICK_LOOKS ? 1 << wait.looks() : THEN;
    }

    /** Milliseconds until it is looked at again, after a look. */
    static long pause(StoredWait wait) {
        int slow = wait.looks() - QUICK_LOOKS;
        if (slow <= 0) {
            return SOON;
        }
        return wait.looks() > MANY_LOOKS ? LATEST : Math.min(LATE, SOON << Math.min(slow, QUICK_LOOKS));
    }
}
