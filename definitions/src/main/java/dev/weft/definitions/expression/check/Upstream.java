package dev.weft.definitions.expression.check;

/** How a task stands to another that reads it, but isn't sure to start after it. */
public enum Upstream {
    /** It can be one of the other's needs. */
    ADDABLE,
    /** Both need all: neither waits for the other. */
    BOTH_NEED_ALL,
    /** It runs after the other, so that the other can't wait for it. */
    DOWNSTREAM
}
