package dev.weft.definitions.expression.value;

/**
 * What one evaluation may still cost. A unit is about one step of the evaluation (some 20 ns), one element that is
 * copied, or sixteen characters; whoever builds something spends first, so that memory is bounded with time. Counting
 * is exact and the same on every machine, so a replay meets the limit at the same place. Not thread safe.
 */
public final class Budget {
    /** Units of one evaluation. */
    public static final long LIMIT = 3_000_000;

    private static final int CHARACTERS_PER_UNIT = 16;
    private final long limit;
    private long left;

    /** Of one evaluation in a run. */
    public Budget() {
        this(LIMIT);
    }

    /** Of an evaluation that is given up sooner. */
    public Budget(long limit) {
        this.limit = limit;
        this.left = limit;
    }

    /** Takes units away. */
    public void spend(long units) throws Failure {
        left -= units;
        if (left < 0 || units < 0) {
            throw Failure.fatal("Expected an expression that costs at most " + limit
                    + " steps, but it needs more: make its lists or texts smaller, or do the work in a task");
        }
    }

    /** Takes away what so many characters cost. */
    public void spendText(long characters) throws Failure {
        spend(1 + characters / CHARACTERS_PER_UNIT);
    }
}
