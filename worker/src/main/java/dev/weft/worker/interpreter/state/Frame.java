package dev.weft.worker.interpreter.state;

import org.jspecify.annotations.Nullable;

/**
 * One item or turn of a task, or an attempt of it that is over: a place for the states of the task and of all below it, so
 * that each has its own.
 *
 * @param base index in {@link RunState#tasks()} of the state of the item, turn or attempt itself; those below it follow as in the
 *     plan
 * @param root index in the plan of the task
 * @param owner index in {@link RunState#tasks()} of what it is an item, turn or attempt of
 * @param number of the item or turn, from 0: its place in {@code in}, or that of the batch; of a slice that of its first item;
 *     of the attempt, from 1
 * @param item the value; of a slice what {@link SliceItems} says; {@code null} for a turn and an attempt
 */
public record Frame(
        int base,
        int root,
        int owner,
        Kind kind,
        int number,
        @Nullable Object item) {
    /** What it is. */
    public enum Kind {
        ITEM,
        TURN,
        /** Items that a run of its own does: there is one state, of that run. */
        SLICE,
        /** An attempt that another has followed, kept as there is something in it to undo. */
        ATTEMPT
    }
}
