package dev.weft.platform.temporal;

/** How safe the Temporal server's file is against a power cut; the kill of any process loses nothing either way. */
public enum Sync {
    /** The last moments may be lost, never consistency. Several times faster. */
    NORMAL,
    /** Nothing is lost. */
    FULL
}
