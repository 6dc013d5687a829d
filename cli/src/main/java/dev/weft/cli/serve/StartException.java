package dev.weft.cli.serve;

/** API or worker can't start for a reason that a person can put right; the message is for that person. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
