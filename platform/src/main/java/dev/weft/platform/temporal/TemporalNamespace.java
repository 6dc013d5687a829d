package dev.weft.platform.temporal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Namespace {@code default} of a server, by its HTTP interface or by that of its web UI, which passes it on. */
final class TemporalNamespace {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    // What the released server answers to everything once its only connection to SQLite is stuck, until it is started
    // anew (ADR 69).
    private static final String STUCK = "interrupted (9)";

    private final String address;

    TemporalNamespace(int httpPort) {
        this.address = "http://127.0.0.1:" + httpPort + "/api/v1/namespaces/default";
    }

    /** Whether the server knows it already. */
    boolean answers() {
        return ok(HttpRequest.newBuilder(URI.create(address)));
    }

    /** Whether the server refuses this, and so all else, as its database is stuck. */
    boolean stuck() {
        return answer(HttpRequest.newBuilder(URI.create(address)))
                .filter(answer -> answer.statusCode() == 503 && answer.body().contains(STUCK))
                .isPresent();
    }

    /** Sets how long closed runs are kept. A server that refuses keeps its own time, which is shorter. */
    boolean keep(Duration retention) {
        String body = "{\"config\":{\"workflowExecutionRetentionTtl\":\"" + retention.toSeconds() + "s\"}}";
        return ok(HttpRequest.newBuilder(URI.create(address + "/update"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static boolean ok(HttpRequest.Builder request) {
        return answer(request).filter(answer -> answer.statusCode() == 200).isPresent();
    }

    private static Optional<HttpResponse<String>> answer(HttpRequest.Builder request) {
        try {
            return Optional.of(CLIENT.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString()));
        } catch (IOException nobody) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
