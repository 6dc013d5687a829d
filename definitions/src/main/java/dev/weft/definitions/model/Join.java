package dev.weft.definitions.model;

/** When a task runs, once all of its needs have ended. */
public enum Join {
    /** None failed and at least one completed. */
    SUCCESS,
    /** As SUCCESS, and also when all were skipped, none because of a failure. */
    NONE_FAILED,
    /** All completed. */
    ALL_COMPLETED,
    /** At least one completed. */
    ANY_COMPLETED,
    /** Whatever happened, also when the run is cancelled or times out. */
    ALWAYS
}
