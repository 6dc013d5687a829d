package dev.weft.definitions.model;

import dev.weft.definitions.expression.Setting;
import dev.weft.definitions.expression.Template;

/**
 * How many may go on at once that share a key, over all runs.
 *
 * @param key any value; equal ones share the limit
 * @param limit at least 1
 * @param whenFull what becomes of one more
 */
public record Concurrency(Template key, Setting<Integer> limit, WhenFull whenFull) {
    /** What becomes of one that finds no place. */
    public enum WhenFull {
        /** It waits for its turn, first come, first served. */
        QUEUE,
        /** It is refused: a run isn't started, a task fails. */
        REJECT,
        /** It takes the place of the oldest, which is cancelled. */
        REPLACE
    }
}
