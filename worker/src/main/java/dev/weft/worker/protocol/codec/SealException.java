package dev.weft.worker.protocol.codec;

import io.temporal.payload.codec.PayloadCodecException;

/**
 * Something can't be sealed or opened with the keys that there are. The message says which key is missing and what to do; the
 * same succeeds once the key is there.
 */
public final class SealException extends PayloadCodecException {
    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
