package dev.weft.api.resource;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * What may be asked of {@code /workflows/validate}, and of a definition: both are one path to Jersey, so what it says of the methods
 * that it knows there is right of neither.
 */
public final class AllowedMethods implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        boolean tells = request.getMethod().equals(HttpMethod.OPTIONS) && response.getStatus() == 200;
        if (!tells || !path.matches("/?workflows/[^/]+")) {
            return;
        }
        String allowed = path.endsWith("/validate") ? "POST, OPTIONS" : "GET, HEAD, PUT, DELETE, OPTIONS";
        response.getHeaders().putSingle(HttpHeaders.ALLOW, allowed);
        if (response.hasEntity()) {
            response.setEntity(allowed);
        }
    }
}
