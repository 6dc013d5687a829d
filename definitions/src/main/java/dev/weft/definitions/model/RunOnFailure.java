package dev.weft.definitions.model;

/** What a run does once nothing more can run and a task has failed. */
public enum RunOnFailure {
    /** It ends FAILED. */
    FAIL,
    /** It waits for a person. */
    PAUSE,
    /** It undoes what has completed, newest first, and ends ROLLED_BACK. */
    ROLLBACK
}
