package dev.weft.platform.temporal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Namespace {@code default} of a server that was just started, by the server's HTTP interface. */
final class TemporalNamespace {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String address;

    TemporalNamespace(int httpPort) {
        this.address = "http://127.0.0.1:" + httpPort + "/api/v1/namespaces/default";
    }

    /** Whether the server knows it already. */
    boolean answers() {
        return ok(HttpRequest.newBuilder(URI.create(address)));
    }

    /** Sets how long closed runs are kept. A server that refuses keeps its own time, which is shorter. */
    boolean keep(Duration retention) {
        String body = "{\"config\":{\"workflowExecutionRetentionTtl\":\"" + retention.toSeconds() + "s\"}}";
        return ok(HttpRequest.newBuilder(URI.create(address + "/update"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static boolean ok(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            return client.send(request.timeout(TIMEOUT).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
