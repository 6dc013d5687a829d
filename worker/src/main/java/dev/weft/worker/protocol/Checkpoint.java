package dev.weft.worker.protocol;

import java.time.Instant;

/**
 * A point that a run can go back to: the end of a task that completed.
 *
 * @param checkpoint its name: the path of the task, with the numbers of items and turns, such as {@code chapters[2].draft}
 * @param task the path of the task in the definition, such as {@code chapters.draft}
 * @param at when the task completed
 */
public record Checkpoint(String checkpoint, String task, Instant at) {}
