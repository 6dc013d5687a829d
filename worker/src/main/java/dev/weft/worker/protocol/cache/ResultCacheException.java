package dev.weft.worker.protocol.cache;

/** The cache can't be reached now, or didn't take what it was given. */
public final class ResultCacheException extends Exception {
    private static final long serialVersionUID = 1L;

    public ResultCacheException(String message, Throwable cause) {
        super(message, cause);
    }
}
