package dev.weft.definitions.blob;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A blob can't be put or had. The message says which, why, and what to do. */
public final class BlobException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why. */
    public enum Kind {
        /** There is none under the key. */
        MISSING("blob_missing", false),
        /** What is there isn't what was put. */
        DAMAGED("blob_damaged", false),
        /** There is no space left for it. */
        FULL("blob_store_full", true),
        /** The store can't be reached or used now. */
        UNAVAILABLE("blob_store", true);

        private final String code;
        private final boolean passing;

        Kind(String code, boolean passing) {
            this.code = code;
            this.passing = passing;
        }
    }

    public BlobException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public BlobException(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** The code of a failure that comes of it. */
    public String code() {
        return kind.code;
    }

    /** Whether the same may succeed later. */
    public boolean isPassing() {
        return kind.passing;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
