package dev.weft.worker.task;

import dev.weft.worker.protocol.TaskStatus;

/**
 * The tasks right inside of something that holds tasks, counted.
 *
 * @param holds what they are to it
 * @param open those that have not ended, running and waiting ones among them
 */
public record Inside(Holds holds, int open, int running, int waiting) {
    /** What tasks are to what holds them. */
    public enum Holds {
        /** The tasks of a block, or of the run. */
        TASKS,
        /** The items of a {@code for_each}. */
        ITEMS,
        /** The present turn of a {@code repeat}. */
        TURN,
        /** What is done instead of a task that failed. */
        FALLBACK
    }

    /** So many, none of which has begun. */
    public static Inside pending(Holds holds, int tasks) {
        return new Inside(holds, tasks, 0, 0);
    }

    /** With one of them gone from one status to another. */
    public Inside moved(TaskStatus from, TaskStatus to) {
        return counted(from, -1).counted(to, 1);
    }

    /** With one more. */
    public Inside joined(TaskStatus status) {
        return counted(status, 1);
    }

    /** Whether one of them has begun and not ended. */
    public boolean underWay() {
        return running > 0 || waiting > 0;
    }

    private Inside counted(TaskStatus status, int by) {
        return switch (status) {
            case PENDING -> new Inside(holds, open + by, running, waiting);
            case RUNNING -> new Inside(holds, open + by, running + by, waiting);
            case WAITING -> new Inside(holds, open + by, running, waiting + by);
            case COMPLETED, FAILED, SKIPPED, CANCELLED, COMPENSATED -> this;
        };
    }
}
