package dev.weft.worker.protocol;

import java.time.Duration;

/**
 * What an attempt may take in the worker that has the run. One that takes more is made once more, on any worker: the run
 * hears nothing while it waits for one in its own, and what such attempts give is told to Temporal at once.
 */
public final class LocalBounds {
    /** The longest that it may be at work. */
    public static final Duration TIME = Duration.ofSeconds(5);

    /** The largest output, as JSON. */
    public static final int BYTES = 64 << 10;

    /** Type of the failure that says so: only the interpreter sees it. */
    public static final String EXCEEDED = "local_bounds";

    private LocalBounds() {}
}
