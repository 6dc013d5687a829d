package dev.weft.definitions.problem;

/** How much a problem matters. */
public enum Severity {
    /** The definition cannot be saved or run. */
    ERROR,
    /** It can, but probably does not do what its author means. */
    WARNING
}
