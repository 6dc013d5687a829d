package dev.weft.definitions.model;

/** By which durable mechanism a task's attempts are made. */
public enum Placement {
    /** The cheapest that is safe for the action. */
    AUTO,
    /** In the worker that has the run: for what is quick and safe to repeat. */
    LOCAL,
    /** As an activity of its own, on any worker. */
    REMOTE
}
