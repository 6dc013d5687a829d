package dev.weft.api.auth;

import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out whose token it is. The admin's is known without the database, so that health can be asked when it is down. */
public final class Authenticator {
    private final byte[] adminDigest;
    private final Tokens tokens;
    private final Sessions sessions;
    private final @Nullable IdentityProvider provider;
    private final Clock clock;

    /**
     * @param adminToken in clear; only its digest is kept
     * @param provider whose tokens are taken as well; {@code null} for none
     */
    public Authenticator(
            String adminToken, Tokens tokens, Sessions sessions, @Nullable IdentityProvider provider, Clock clock) {
        this.adminDigest = Secrets.digest(adminToken);
        this.tokens = tokens;
        this.sessions = sessions;
        this.provider = provider;
        this.clock = clock;
    }

    /** Whoever a token speaks for; empty when nobody's, expired or revoked. */
    public Optional<SignedIn> token(String token) {
        return provider != null && IdentityProvider.isSigned(token)
                ? provider.verify(token)
                : byDigest(Secrets.digest(token));
    }

    /** Whoever has signed in at the page; empty when nobody, ended, or with a token that has been revoked meanwhile. */
    public Optional<SignedIn> session(String secret) {
        return sessions.find(Secrets.digest(secret), clock.instant())
                .flatMap(found -> found.digest() == null ? Optional.of(found) : byDigest(found.digest()));
    }

    private Optional<SignedIn> byDigest(byte[] digest) {
        if (MessageDigest.isEqual(digest, adminDigest)) {
            return Optional.of(new SignedIn(AdminToken.caller(), digest, null));
        }
        return tokens.use(digest, clock.instant()).map(caller -> new SignedIn(caller, digest, null));
    }
}
