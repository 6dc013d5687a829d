package dev.weft.platform;

/**
 * Something about this machine that a person can put right: a port, a disk, a missing program. The message is for that
 * person: what was expected, what was found, what to do. Never a bug.
 */
public final class PlatformException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of thing it is. */
    public enum Code {
        /** Another program listens on a port. */
        PORT_IN_USE,
        /** A folder can't be written. */
        NOT_WRITABLE,
        /** Too little free space. */
        DISK_FULL,
        /** No Temporal server could be found, downloaded or built. */
        NO_TEMPORAL,
        /** No PostgreSQL for this operating system or user. */
        NO_POSTGRES,
        /** A server did not come up or died. */
        NOT_STARTED,
        /** Another process holds a lock for too long. */
        LOCKED
    }

    private final Code code;

    public PlatformException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public PlatformException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What kind of thing it is. */
    public Code code() {
        return code;
    }
}
