package dev.weft.definitions.expression.value;

/** An expression can't be evaluated. Cheap: it has no stack trace, as it is an outcome and not a bug. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean fatal;

    /** @param message «Expected X, but found Y», for the author */
    public Failure(String message) {
        this(message, false);
    }

    private Failure(String message, boolean fatal) {
        super(message, null, false, false);
        this.fatal = fatal;
    }

    /** A failure that {@code &&} and {@code ||} must not absorb, such as a spent budget. */
    static Failure fatal(String message) {
        return new Failure(message, true);
    }

    /** What was wrong. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** Whether the evaluation ends here, whatever stands on the other side of an {@code &&} or {@code ||}. */
    public boolean isFatal() {
        return fatal;
    }
}
