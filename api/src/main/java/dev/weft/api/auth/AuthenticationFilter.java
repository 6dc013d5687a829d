package dev.weft.api.auth;

import dev.weft.api.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** No token, no answer: before a route is even looked for, so that strangers learn nothing about what there is. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public final class AuthenticationFilter implements ContainerRequestFilter {
    private static final String BEARER = "bearer ";
    private final Authenticator authenticator;

    public AuthenticationFilter(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw refused("Bearer", "Expected a header «Authorization: Bearer TOKEN», but found none.");
        }
        Caller caller = authenticator
                .authenticate(header.substring(BEARER.length()).strip())
                .orElseThrow(() -> refused(
                        "Bearer error=\"invalid_token\"",
                        "Expected a valid token, but found one that is unknown, expired or revoked."));
        request.setSecurityContext(new Signed(caller, request.getSecurityContext()));
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
