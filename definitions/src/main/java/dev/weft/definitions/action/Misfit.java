package dev.weft.definitions.action;

/**
 * What a parameter record's constructor throws for values that each have the right type, but can't be used. Another
 * {@link IllegalArgumentException} says the same of the record as a whole, without a cure.
 */
public final class Misfit extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String pointer;
    private final String hint;

    /**
     * @param pointer JSON pointer from the record to the value, such as {@code /levels/1/stand_in}; empty for the record
     * @param message «Expected X, but found Y», without a full stop; quotes what was found
     * @param hint what to do; empty for nothing more to say
     */
    public Misfit(String pointer, String message, String hint) {
        super(message);
        this.pointer = pointer;
        this.hint = hint;
    }

    /** JSON pointer (RFC 6901) from the record to the value. */
    public String pointer() {
        return pointer;
    }

    /** What to do; empty for nothing more to say. */
    public String hint() {
        return hint;
    }
}
