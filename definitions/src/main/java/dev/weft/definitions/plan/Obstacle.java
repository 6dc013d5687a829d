package dev.weft.definitions.plan;

/** Why a task never runs. */
public sealed interface Obstacle {
    /**
     * What it needs can't end as its join asks.
     *
     * @param id of a need
     * @param how in words, such as {@code always fails}
     */
    record Need(String id, String how) implements Obstacle {}

    /**
     * Its condition is false whenever its join holds.
     *
     * @param reason in words, such as {@code stop can only be FAILED}; empty where it is false in itself
     * @param cure what makes it run
     */
    record Condition(String reason, Cure cure) implements Obstacle {}

    /** What makes a task run whose condition is false. */
    enum Cure {
        /** Nothing that is known. */
        NONE,
        /** To run whatever became of what it needs. */
        JOIN_ALWAYS,
        /** To be the last of all, where the status of the run is what it is about to end as. */
        NEED_ALL
    }
}
