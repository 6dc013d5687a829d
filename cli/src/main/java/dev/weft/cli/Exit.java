package dev.weft.cli;

/** Exit codes: part of the outside contract. */
public final class Exit {
    public static final int DONE = 0;
    /** The thing failed: a run, a check, a server that does not start. */
    public static final int FAILED = 1;

    public static final int WRONG_USE = 2;
    public static final int NOT_FOUND = 3;
    public static final int REFUSED = 4;
    public static final int UNREACHABLE = 5;
    public static final int TIMED_OUT = 124;
    public static final int INTERRUPTED = 130;

    private Exit() {}
}
