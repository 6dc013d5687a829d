package dev.weft.api.auth;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;

/** Finds out whose token it is. The admin's is known without the database, so that health can be asked when it is down. */
public final class Authenticator {
    private final byte[] adminDigest;
    private final Tokens tokens;
    private final Clock clock;

    /**
     * @param adminToken in clear; only its digest is kept
     */
    public Authenticator(String adminToken, Tokens tokens, Clock clock) {
        this.adminDigest = Secrets.digest(adminToken);
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The caller that a token speaks for; empty when nobody's, expired or revoked. */
    public Optional<Caller> authenticate(String token) {
        byte[] digest = Secrets.digest(token);
        if (MessageDigest.isEqual(digest, adminDigest)) {
            return Optional.of(AdminToken.caller());
        }
        return tokens.use(digest, clock.instant());
    }
}
