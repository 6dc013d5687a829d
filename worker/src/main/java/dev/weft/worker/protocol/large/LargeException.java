package dev.weft.worker.protocol.large;

import dev.weft.definitions.blob.BlobException;

/** Large values can't be kept, or had, or what was to be computed with them fails. */
public final class LargeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean passing;

    public LargeException(String code, String message) {
        super(message);
        this.code = code;
        this.passing = false;
    }

    public LargeException(BlobException why) {
        super(why.getMessage(), why);
        this.code = why.code();
        this.passing = why.isPassing();
    }

    /** Of the failure that comes of it. */
    public String code() {
        return code;
    }

    /** Whether the same may succeed later. */
    public boolean isPassing() {
        return passing;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
