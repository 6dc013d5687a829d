package dev.weft.api.auth;

import java.time.Instant;
import java.util.Optional;

/** Where tokens are known by their digests. Thread safe. */
@FunctionalInterface
public interface Tokens {
    /**
     * Looks a token up and notes that it was used.
     *
     * @param digest sha-256 of the token
     * @return whom it speaks for; empty when unknown, expired or revoked
     */
    Optional<Caller> use(byte[] digest, Instant now);
}
