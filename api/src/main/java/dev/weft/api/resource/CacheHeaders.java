package dev.weft.api.resource;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;

/** No cache keeps an answer, but for those with a tag, which it asks after each time: they are for one caller alone. */
public final class CacheHeaders implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
            headers.putSingle(
                    HttpHeaders.CACHE_CONTROL,
                    headers.containsKey(HttpHeaders.ETAG) ? "private, no-cache" : "no-store");
        }
        headers.add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
    }
}
