package dev.weft.cli.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import dev.weft.platform.Environment;
import dev.weft.worker.protocol.metric.ProcessMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers Prometheus for a worker that has no API beside it: {@code GET /metrics}. Thread safe. */
public final class WorkerMetrics implements AutoCloseable {
    /** The variable that says where: {@code PORT}, on this machine alone, or {@code HOST:PORT}. */
    public static final String ADDRESS = "WEFT_METRICS_ADDRESS";

    private static final String TOKEN = "WEFT_METRICS_TOKEN";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST = 65_535;

    private final HttpServer server;
    private final @Nullable String token;

    private WorkerMetrics(HttpServer server, @Nullable String token) {
        this.server = server;
        this.token = token;
    }

    /**
     * Starts to answer, where somebody has said where; empty where nobody has.
     *
     * @throws CliException where that is no address, or can't be had
     */
    public static Optional<WorkerMetrics> start(Environment environment) {
        return environment
                .get(ADDRESS)
                .map(text -> start(text, environment.get(TOKEN).orElse(null)));
    }

    private static WorkerMetrics start(String text, @Nullable String token) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? LOOPBACK : text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (host.isEmpty() || !port.matches("\\d{1,5}") || Integer.parseInt(port) > MOST) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected %s to be a port or HOST:PORT, such as 9465, but found «%s».".formatted(ADDRESS, text));
        }
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, Integer.parseInt(port)), 0);
            WorkerMetrics metrics = new WorkerMetrics(server, token);
            server.createContext("/metrics", metrics::answer);
            server.start();
            return metrics;
        } catch (IOException e) {
            throw new CliException(
                    Exit.FAILED, "Expected to answer at %s for %s, but %s.".formatted(text, ADDRESS, e.getMessage()));
        }
    }

    /** Where it answers. */
    public String address() {
        InetSocketAddress address = server.getAddress();
        return "http://" + address.getHostString() + ":" + address.getPort() + "/metrics";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.getResponseHeaders().add("Allow", "GET");
                exchange.sendResponseHeaders(405, -1);
            } else if (!mayRead(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
                exchange.sendResponseHeaders(401, -1);
            } else {
                byte[] body = ProcessMetrics.scrape().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private boolean mayRead(@Nullable String authorization) {
        return token == null
                || (authorization != null
                        && MessageDigest.isEqual(
                                ("Bearer " + token).getBytes(StandardCharsets.UTF_8),
                                authorization.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
