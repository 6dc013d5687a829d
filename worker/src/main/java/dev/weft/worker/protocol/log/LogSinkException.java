package dev.weft.worker.protocol.log;

/** Lines of a log can't be kept now. */
public final class LogSinkException extends Exception {
    private static final long serialVersionUID = 1L;

    public LogSinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
