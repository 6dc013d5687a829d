package dev.weft.worker.protocol;

/** What a task is about. */
public enum TaskStatus {
    PENDING,
    RUNNING,
    /** For a person, an event, a timer or a slot; always with the reason. */
    WAITING,
    COMPLETED,
    FAILED,
    /** Always with the reason. */
    SKIPPED,
    CANCELLED,
    COMPENSATED;

    /** Whether the task is done, one way or another. */
    public boolean ended() {
        return switch (this) {
            case PENDING, RUNNING, WAITING -> false;
            case COMPLETED, FAILED, SKIPPED, CANCELLED, COMPENSATED -> true;
        };
    }
}
