package dev.weft.api.resource;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what a refused request still has to say, when it is little: a connection with unread bytes can't be used again,
 * and a caller who does not know would lose the next request. When it is much, or comes slowly, the answer says that the connection ends.
 */
@PreMatching
@Priority(UnreadBody.FIRST)
public final class UnreadBody implements ContainerRequestFilter, ContainerResponseFilter {
    static final int FIRST = 1;
    private static final String BODY = UnreadBody.class.getName();
    private static final int SMALL = 64 * 1024;
    private static final int BUFFER = 8 * 1024;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /** Keeps the stream: Jersey's own can't be asked any more once a reader has given up on it. */
    @Override
    public void filter(ContainerRequestContext request) {
        if (mayHaveBody(request)) {
            request.setProperty(BODY, request.getEntityStream());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400
                && !response.getHeaders().containsKey("Connection")
                && request.getProperty(BODY) instanceof InputStream body
                && !readToEnd(body)) {
            response.getHeaders().putSingle("Connection", "close");
        }
    }

    private static boolean mayHaveBody(ContainerRequestContext request) {
        return request.getLength() > 0 || request.getHeaders().containsKey("Transfer-Encoding");
    }

    private static boolean readToEnd(InputStream stream) {
        byte[] buffer = new byte[BUFFER];
        int read = 0;
        long begun = System.nanoTime();
        try {
            while (read <= SMALL && System.nanoTime() - begun < PATIENCE_NANOS) {
                int count = stream.read(buffer);
                if (count < 0) {
                    return true;
                }
                read += count;
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }
}
