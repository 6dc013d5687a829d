package dev.weft.worker.protocol.event;

/** The event log can't be reached now, or didn't take what it was given. Another try may go well. */
public final class EventSinkException extends Exception {
    private static final long serialVersionUID = 1L;

    public EventSinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
