package dev.weft.worker.protocol.large;

/** From which size on values are large, and how large they may be; in bytes, as JSON. */
public final class LargeLimits {
    /** What is larger goes to the blob store. */
    public static final int AT_HAND = 64 << 10;

    /** Of a map that is larger, entries that are larger than this go there, the largest first. */
    static final int ENTRY = 1 << 10;

    /** The largest value: an attempt, or an expression, may need all of it in memory. */
    public static final int MOST = 16 << 20;

    /** The most that one answer to a run may hold: it stands in the history. */
    public static final int ANSWER = 1 << 20;

    private LargeLimits() {}
}
