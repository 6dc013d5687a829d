package dev.weft.definitions.input;

/**
 * One thing that is wrong with the inputs of a run.
 *
 * @param pointer JSON pointer (RFC 6901) below the inputs, such as {@code /drafts}
 * @param message with its place: {@code inputs.drafts: expected integer, but found string "x"}
 * @param hint what to do; empty where the message says it all
 */
public record InputFailure(String pointer, String message, String hint) {
    /** Message and hint in one line. */
    @Override
    public String toString() {
        return hint.isEmpty() ? message : message + ". " + hint;
    }
}
