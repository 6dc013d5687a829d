package dev.weft.definitions.model;

/** What the failure of a task means for what follows it. */
public sealed interface OnFailure {
    /** One word says it. */
    enum Word implements OnFailure {
        /** Dependents are SKIPPED, independent branches go on, then its block, or at the top the run, FAILS. */
        FAIL,
        /** The task is SKIPPED with its error as the reason; the run goes on as if it had completed with {@code null}. */
        SKIP,
        /** The task waits for a person; independent branches go on. */
        PAUSE,
        /** At once what runs is cancelled and the run undone. */
        ROLLBACK
    }

    /**
     * Another task is done instead; when it completes, so does this one, with its output.
     *
     * @param task in place, with the id {@link Task#FALLBACK}
     */
    record Fallback(Task task) implements OnFailure {}
}
