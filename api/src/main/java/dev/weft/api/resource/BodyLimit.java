package dev.weft.api.resource;

import dev.weft.api.error.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/**
 * Refuses bodies over a limit: by what they say of themselves, or as soon as more has come; and those that come so slowly that somebody
 * only holds the connection.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION + 1)
public final class BodyLimit implements ContainerRequestFilter {
    private static final int PATIENCE_SECONDS = 20;
    private static final int LEAST_BYTES = 500;

    private final int most;
    private final int mostOfStart;
    private final int mostOfSet;

    /**
     * @param most bytes that a body may have
     * @param mostOfStart bytes that one may have with which a run is started
     * @param mostOfSet bytes that one may have with which documents are applied together
     */
    public BodyLimit(int most, int mostOfStart, int mostOfSet) {
        this.mostOfSet = mostOfSet;
        this.most = most;
        this.mostOfStart = mostOfStart;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        int bytes = path.endsWith("/start") || path.endsWith("/restart")
                ? mostOfStart
                : path.replace("/", "").equals("sets") ? mostOfSet : most;
        if (request.getLength() > bytes) {
            throw tooLarge(bytes);
        }
        request.setEntityStream(new Counted(request.getEntityStream(), bytes));
    }

    private static ApiException tooLarge(int bytes) {
        return new ApiException(
                        413, "too_large", "Expected a body of at most " + bytes + " bytes, but found a larger one.")
                .header("Connection", "close");
    }

    private static ApiException tooSlow() {
        return new ApiException(
                        408,
                        "too_slow",
                        "Expected a body that comes within " + PATIENCE_SECONDS + " s, or with " + LEAST_BYTES
                                + " bytes a second at least, but it comes more slowly. Send it anew.")
                .header("Connection", "close");
    }

    /** Throws once more than the limit has been read, or too little in a long time. */
    private static final class Counted extends FilterInputStream {
        private final long begun = System.nanoTime();
        private final int bytes;
        private int read;

        Counted(InputStream stream, int bytes) {
            super(stream);
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int more) {
            read += more;
            if (read > bytes) {
                throw tooLarge(bytes);
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
            if (more > 0 && seconds > PATIENCE_SECONDS && read < seconds * LEAST_BYTES) {
                throw tooSlow();
            }
        }
    }
}
