package dev.weft.worker.protocol;

/** Fields of a run's memo: what Temporal keeps of it beside what it can be found by. */
public final class Memo {
    /** Identity of who started it. */
    public static final String STARTED_BY = "startedBy";

    /** When it began, as RFC 3339 text; only of a run that has gone on in a new history. */
    public static final String STARTED_AT = "startedAt";

    private Memo() {}
}
