package dev.weft.worker.protocol;

/** What a run is about. */
public enum RunStatus {
    RUNNING,
    /** Nothing runs, and at least one task waits for a person, an event or a timer. */
    WAITING,
    PAUSED,
    COMPLETED,
    FAILED,
    CANCELLED,
    TIMED_OUT,
    ROLLING_BACK,
    ROLLED_BACK,
    TERMINATED;

    /** Whether nothing will happen any more. */
    public boolean ended() {
        return switch (this) {
            case RUNNING, WAITING, PAUSED, ROLLING_BACK -> false;
            case COMPLETED, FAILED, CANCELLED, TIMED_OUT, ROLLED_BACK, TERMINATED -> true;
        };
    }
}
