package dev.weft.api;

/** The server can't start, for a reason that its operator can mend; the message says what, where and what to do. */
public final class ApiStartException extends Exception {
    private static final long serialVersionUID = 1L;

    public ApiStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
