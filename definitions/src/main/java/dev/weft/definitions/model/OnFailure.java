package dev.weft.definitions.model;

/** What the failure of a task means for what follows it. */
public enum OnFailure {
    /** Dependents are SKIPPED, independent branches go on, then the run FAILS. */
    FAIL,
    /** The task is SKIPPED with its error as the reason; the run goes on as if it had completed with {@code null}. */
    SKIP
}
