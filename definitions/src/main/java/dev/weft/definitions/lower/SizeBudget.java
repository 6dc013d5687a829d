package dev.weft.definitions.lower;

import org.jspecify.annotations.Nullable;

/**
 * How long a definition may become while it is lowered, in characters of its canonical document: a short one of a dialect may
 * stand for a very long one, as each task names what it gets. Counted is the least that is written, so that nothing that
 * fits is refused. Not thread safe.
 */
final class SizeBudget {
    private final @Nullable SizeBudget whole;
    private final long most;
    private long spent;

    /**
     * @param whole that of the file, which counts, too
     */
    SizeBudget(long most, @Nullable SizeBudget whole) {
        this.most = most;
        this.whole = whole;
    }

    void spend(long characters) {
        spent += characters;
        if (whole != null) {
            whole.spend(characters);
        }
    }

    /** Whether it is used up, so that going on makes no sense. */
    boolean isSpent() {
        return spent > most || whole != null && whole.isSpent();
    }

    /** Whether it is used up by this definition, and not by all of its file. */
    boolean isOwn() {
        return spent > most;
    }
}
