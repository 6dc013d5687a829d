package dev.weft.api.auth;

import dev.weft.api.error.ApiException;
import dev.weft.api.limit.GuessGuard;
import dev.weft.api.limit.Rate;
import dev.weft.api.web.RequestMarks;
import dev.weft.worker.protocol.event.WebhookSignature;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** No token, no answer: before a route is even looked for, so that strangers learn nothing about what there is. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class AuthenticationFilter implements ContainerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationFilter.class);
    private static final String BEARER = "bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** Of a call that is signed, as it is read before it is known whether it may be. */
    private static final int MOST_SIGNED = 2 * 1024 * 1024;

    private static final String HOOKS = "hooks/";

    private final Authenticator authenticator;
    private final SignedCalls signed;
    private final GuessGuard guesses;
    private final Rate rate;

    /**
     * @param signed asked for calls of hooks, which have a signature in place of a token
     */
    public AuthenticationFilter(Authenticator authenticator, SignedCalls signed, GuessGuard guesses, Rate rate) {
        this.authenticator = authenticator;
        this.signed = signed;
        this.guesses = guesses;
        this.rate = rate;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        Cookie session = request.getCookies().get(SessionCookie.NAME);
        SignedIn who;
        if (header == null && session != null) {
            who = signedIn(session.getValue(), authenticator::session, address(request));
            checkSameOrigin(request, session.getValue());
        } else if (header == null && isSigned(request)) {
            who = signedBySecret(request);
        } else if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw refused("Bearer", "Expected a header «Authorization: Bearer TOKEN», but found none.");
        } else {
            who = signedIn(header.substring(BEARER.length()).strip(), authenticator::token, address(request));
        }
        request.setProperty(SignedIn.PROPERTY, who);
        Caller caller = who.caller();
        Duration wait = rate.take(caller.token());
        if (wait.isPositive()) {
            throw tooMany("rate_limited", "Expected fewer requests a second of one caller. Slow down.", wait);
        }
        request.setSecurityContext(new Signed(caller, request.getSecurityContext()));
    }

    /** A browser sends the cookie by itself; what is said in the header only the page's own scripts know. */
    private static void checkSameOrigin(ContainerRequestContext request, String session) {
        if (!SAFE.contains(request.getMethod())
                && !SessionCookie.isCsrf(session, request.getHeaderString(SessionCookie.CSRF_HEADER))) {
            throw new ApiException(
                    403,
                    "csrf",
                    "Expected the header " + SessionCookie.CSRF_HEADER
                            + " with what GET /api/session says, as a session's cookie" + " alone changes nothing.");
        }
    }

    private static boolean isSigned(ContainerRequestContext request) {
        return request.getMethod().equals("POST")
                && request.getUriInfo().getPath().startsWith(HOOKS)
                && request.getHeaderString(WebhookSignature.SIGNATURE) != null;
    }

    private SignedIn signedBySecret(ContainerRequestContext request) {
        byte[] body = body(request);
        String signature = request.getHeaderString(WebhookSignature.SIGNATURE);
        return signedIn(
                signature,
                header -> signed.verify(new SignedCalls.SignedCall(
                        request.getUriInfo().getPath(),
                        request.getHeaderString(WebhookSignature.ID),
                        request.getHeaderString(WebhookSignature.TIMESTAMP),
                        header,
                        body)),
                address(request));
    }

    private static byte[] body(ContainerRequestContext request) {
        try {
            byte[] body = request.getEntityStream().readNBytes(MOST_SIGNED + 1);
            if (body.length > MOST_SIGNED) {
                throw new ApiException(
                                413,
                                "too_large",
                                "Expected a body of at most " + MOST_SIGNED + " bytes, but found a larger one.")
                        .header("Connection", "close");
            }
            request.setEntityStream(new ByteArrayInputStream(body));
            return body;
        } catch (IOException e) {
            throw ApiException.invalid("Expected a whole body, but it ended early.");
        }
    }

    private SignedIn signedIn(String token, Function<String, Optional<SignedIn>> known, String address) {
        byte[] digest = Secrets.digest(token);
        Duration locked = guesses.locked(address, digest);
        if (locked.isPositive()) {
            throw tooMany(
                    "locked_out",
                    "Expected valid tokens from this address, but too many that were shown were none. Wait before the next.",
                    locked);
        }
        SignedIn who = known.apply(token).orElse(null);
        if (who == null) {
            if (guesses.wrong(address, digest)) {
                LOG.warn("Tokens are guessed from {}: it is locked out for a while", address);
            }
            throw refused(
                    "Bearer error=\"invalid_token\"",
                    "Expected a valid token or signature, but found one that is unknown, expired, revoked or wrong.");
        }
        guesses.right(address, digest);
        return who;
    }

    private static String address(ContainerRequestContext request) {
        return String.valueOf(request.getProperty(RequestMarks.ADDRESS));
    }

    private static ApiException tooMany(String code, String detail, Duration wait) {
        return new ApiException(429, code, detail)
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    private static ApiException refused(String challenge, String detail) {
        return new ApiException(401, "unauthenticated", detail).header(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }

    private record Signed(Caller caller, @Nullable SecurityContext before) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public boolean isUserInRole(String role) {
            return caller.rolesAndGroups().contains(role);
        }

        @Override
        public boolean isSecure() {
            return before != null && before.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
