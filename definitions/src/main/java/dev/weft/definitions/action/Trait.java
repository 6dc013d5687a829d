package dev.weft.definitions.action;

/** How an action is carried out, from which its cheapest durable mechanism follows. */
public enum Trait {
    /** A pure function of its parameters: the interpreter computes it itself. */
    PURE,
    /** A wait for people, events, time or another run: the interpreter's own. */
    CONTROL,
    /** Work in an activity. */
    WORK
}
