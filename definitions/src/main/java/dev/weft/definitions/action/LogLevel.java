package dev.weft.definitions.action;

/** How much a line of a run's log matters, the least first. */
public enum LogLevel {
    /** What only who looks for a fault wants to see. */
    DEBUG,
    /** What goes on. */
    INFO,
    /** What went wrong and did no harm yet. */
    WARN,
    /** What failed. */
    ERROR
}
