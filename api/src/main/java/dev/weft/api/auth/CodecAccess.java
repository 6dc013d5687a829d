package dev.weft.api.auth;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the pages of Temporal's web UI, and no others, ask the routes that open payloads: it is another origin. There, and only
 * there, a cookie counts instead of a header. Immutable and thread safe.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public final class CodecAccess implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String ORIGIN = "Origin";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final @Nullable URI temporalUi;
    private final String cookie;

    /**
     * @param temporalUi address of the web UI; {@code null} where there is none: then no other origin may ask
     * @param cookie whose value counts as a token
     */
    public CodecAccess(@Nullable URI temporalUi, String cookie) {
        this.temporalUi = temporalUi;
        this.cookie = cookie;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isCodec(request) || !isAllowed(request.getHeaderString(ORIGIN))) {
            return;
        }
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            request.abortWith(Response.noContent().build());
            return;
        }
        Cookie permit = request.getCookies().get(cookie);
        if (permit != null && request.getHeaderString(HttpHeaders.AUTHORIZATION) == null) {
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + permit.getValue());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String origin = request.getHeaderString(ORIGIN);
        if (!isCodec(request)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.add(HttpHeaders.VARY, ORIGIN);
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        if (isAllowed(origin)) {
            headers.putSingle("Access-Control-Allow-Origin", origin);
            headers.putSingle("Access-Control-Allow-Credentials", "true");
            headers.putSingle("Access-Control-Allow-Methods", "POST");
            headers.putSingle("Access-Control-Allow-Headers", "Authorization, Content-Type, X-Namespace");
            headers.putSingle("Access-Control-Max-Age", "600");
        }
    }

    private static boolean isCodec(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.equals("codec/decode") || path.equals("codec/encode");
    }

    /** Whether pages of this origin may ask. */
    public boolean isAllowed(@Nullable String origin) {
        if (temporalUi == null || origin == null) {
            return false;
        }
        String scheme = temporalUi.getScheme() + "://";
        String port = temporalUi.getPort() < 0 ? "" : ":" + temporalUi.getPort();
        String host = String.valueOf(temporalUi.getHost());
        if (origin.equals(scheme + host + port)) {
            return true;
        }
        // This machine has several names, and people type any of them.
        return LOOPBACK.contains(host) && LOOPBACK.stream().anyMatch(name -> origin.equals(scheme + name + port));
    }
}
