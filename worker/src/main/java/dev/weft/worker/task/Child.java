package dev.weft.worker.task;

/**
 * The run that a task's attempt is.
 *
 * @param run its id
 * @param begun whether Temporal has started it
 */
public record Child(String run, boolean begun) {}
