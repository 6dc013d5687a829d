package dev.weft.api.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows whether somebody without a token has signed a call with a secret. Thread safe. */
@FunctionalInterface
public interface SignedCalls {
    /**
     * Whoever has signed a call; empty where nobody has that may.
     *
     * @throws dev.weft.api.error.ApiException where the signature is right, and doesn't count for another reason
     */
    Optional<SignedIn> verify(SignedCall call);

    /**
     * A call with a signature.
     *
     * @param path below {@code /api/}
     * @param id header {@code webhook-id}
     * @param timestamp header {@code webhook-timestamp}
     * @param signature header {@code webhook-signature}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record SignedCall(
            String path, @Nullable String id, @Nullable String timestamp, String signature, byte[] body) {}
}
