package dev.weft.api.auth;

import jakarta.ws.rs.core.NewCookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The session of somebody who has signed in at the page: a random text in a cookie that no script can read and that no request
 * of another site carries. What changes something says another text in a header as well, made from the first, which only
 * scripts of this server's own origin can have asked for.
 */
public final class SessionCookie {
    /** The cookie's name. */
    public static final String NAME = "weft_session";
    /** The header of what changes something. */
    public static final String CSRF_HEADER = "X-CSRF-Token";
    /** How long one lasts. */
    public static final Duration LENGTH = Duration.ofHours(12);

    private SessionCookie() {}

    /** The cookie of a session. */
    public static NewCookie of(String secret, Duration length, boolean secure) {
        return new NewCookie.Builder(NAME)
                .value(secret)
                .path("/api")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge((int) length.toSeconds())
                .build();
    }

    /** What is said in {@link #CSRF_HEADER} under a session. */
    public static String csrf(String secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.digest("csrf:" + secret));
    }

    static boolean isCsrf(String secret, @Nullable String said) {
        return said != null
                && MessageDigest.isEqual(
                        csrf(secret).getBytes(StandardCharsets.UTF_8), said.getBytes(StandardCharsets.UTF_8));
    }
}
