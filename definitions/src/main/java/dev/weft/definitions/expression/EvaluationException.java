package dev.weft.definitions.expression;

/**
 * An expression could not be evaluated: a missing field, a wrong type, the cost limit. An expected failure of a run
 * (code {@code expression}), never a bug.
 */
public final class EvaluationException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String expression;

    /**
     * @param expression the text that was evaluated
     * @param message what was wrong, for the author
     */
    public EvaluationException(String expression, String message) {
        super(message);
        this.expression = expression;
    }

    /** The text that was evaluated. */
    public String expression() {
        return expression;
    }
}
