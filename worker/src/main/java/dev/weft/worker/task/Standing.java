package dev.weft.worker.task;

/** What the end of a task means for those that need it. */
public enum Standing {
    /** It has not ended. */
    OPEN,
    /** Completed, or failed under {@code on_failure: skip}, which counts as completed with output {@code null}. */
    COMPLETED,
    /** Failed, cancelled, or skipped because of a failure. */
    FAILED,
    /** Skipped for a reason that is no failure. */
    PASSED_OVER
}
