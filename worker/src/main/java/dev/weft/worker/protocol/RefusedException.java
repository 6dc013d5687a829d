package dev.weft.worker.protocol;

/**
 * A decision or control was refused by an update's validator. The message is {@code CODE: words}: a validator's failure
 * keeps only its class name and message on the way to the caller.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Code {
        /** No such task, or not a gate. */
        NOT_FOUND,
        /** The person is not among the approvers. */
        NOT_APPROVER,
        /** Its proof doesn't hold: not signed by a key of this run, or not what was signed. */
        NOT_SIGNED,
        /** Decided already, not asked yet, or the run has ended. */
        CONFLICT,
        /** The decision itself makes no sense. */
        INVALID
    }

    public RefusedException(Code code, String words) {
        super(code + ": " + words);
    }
}
