package dev.weft.definitions.model;

/**
 * How to undo a task.
 *
 * @param task in place, with the id {@link Task#COMPENSATE}
 * @param after which ends of the task call for it
 */
public record Compensation(Task task, After after) {
    /** When a task has something to be undone. */
    public enum After {
        /** It completed. */
        SUCCESS,
        /** An attempt was made, whatever became of it: its effect may exist. */
        ATTEMPT
    }
}
