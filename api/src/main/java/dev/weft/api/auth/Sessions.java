package dev.weft.api.auth;

import java.time.Instant;
import java.util.Optional;

/** Where those are kept who have signed in at the page. Thread safe. */
public interface Sessions {
    /** Keeps one until a moment; those that have ended by then are forgotten. */
    void add(byte[] digest, SignedIn who, Instant now, Instant until);

    /** One that hasn't ended. */
    Optional<SignedIn> find(byte[] digest, Instant now);

    /** Ends one. */
    void remove(byte[] digest);
}
