package dev.weft.api.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose token, or whose session, was right.
 *
 * @param digest of a token that the platform has made; {@code null} for one of an identity provider
 * @param until when this ends by itself; {@code null} for never
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SignedIn(
        Caller caller, byte @Nullable [] digest, @Nullable Instant until) {
    /** The property of a request that holds it. */
    public static final String PROPERTY = "weft.signed-in";
}
