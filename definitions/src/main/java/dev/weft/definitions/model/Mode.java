package dev.weft.definitions.model;

/** What orders the tasks of a run or block. */
public enum Mode {
    /** The graph alone. */
    PARALLEL,
    /** One at a time: of the tasks whose needs have ended, the first written. */
    SEQUENTIAL
}
