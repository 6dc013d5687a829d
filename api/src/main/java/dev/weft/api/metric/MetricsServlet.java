package dev.weft.api.metric;

import dev.weft.api.store.InsightStore;
import dev.weft.api.store.PublisherStore;
import dev.weft.worker.protocol.metric.ProcessMetrics;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers Prometheus: what this process counts, and what the event log comes to, which is counted at most every few seconds. While the
 * database is away the former is told alone.
 */
public final class MetricsServlet extends HttpServlet {
    /** Where it answers. */
    public static final String PATH = "/metrics";

    private static final Logger LOG = LoggerFactory.getLogger(MetricsServlet.class);
    private static final long serialVersionUID = 1L;
    private static final long FRESH = Duration.ofSeconds(10).toNanos();

    private final transient FigureLines figures;
    private final @Nullable String token;
    private transient String known = "";
    private long knownAt = Long.MIN_VALUE;

    /**
     * @param token what has to be sent as a bearer; {@code null} for nothing
     */
    public MetricsServlet(InsightStore store, PublisherStore publishers, @Nullable String token) {
        this.figures = new FigureLines(store, publishers);
        this.token = token;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!mayRead(request.getHeader("Authorization"))) {
            response.setHeader("WWW-Authenticate", "Bearer");
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            return;
        }
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        byte[] text = (ProcessMetrics.scrape() + figures()).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    private boolean mayRead(@Nullable String authorization) {
        return token == null
                || authorization != null
                        && MessageDigest.isEqual(
                                ("Bearer " + token).getBytes(StandardCharsets.UTF_8),
                                authorization.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized String figures() {
        long now = System.nanoTime();
        if (knownAt == Long.MIN_VALUE || now - knownAt > FRESH) {
            try {
                known = figures.write();
            } catch (RuntimeException e) {
                LOG.debug("The database doesn't tell figures now", e);
                known = "";
            }
            knownAt = now;
        }
        return known;
    }
}
