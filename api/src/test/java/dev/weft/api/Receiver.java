package dev.weft.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.weft.worker.protocol.event.WebhookSignature;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Somebody who takes events: checks their signatures, remembers them, and answers as a test says. */
final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Taken> answer;

    /**
     * A request.
     *
     * @param path that was asked
     * @param id header {@code webhook-id}; {@code null} of a request that is no event
     * @param signed whether its signature was right
     * @param attempt header {@code Weft-Attempt}
     */
    record Taken(
            String path,
            @Nullable String id,
            boolean signed,
            @Nullable String attempt,
            JsonNode event) {
        String source() {
            return event.path("source").asText();
        }
    }

    private Receiver(HttpServer server, ToIntFunction<Taken> answer) {
        this.server = server;
        this.answer = answer;
    }

    /** @param answer gives the status */
    static Receiver start(ToIntFunction<Taken> answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        Receiver receiver = new Receiver(server, answer);
        server.createContext("/", receiver::take);
        server.setExecutor(receiver.threads);
        server.start();
        return receiver;
    }

    void answer(ToIntFunction<Taken> next) {
        answer = next;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestHeaders().getFirst(WebhookSignature.ID);
            String time = exchange.getRequestHeaders().getFirst(WebhookSignature.TIMESTAMP);
            // An agent that is asked isn't signed for.
            boolean signed = id != null
                    && WebhookSignature.fits(
                            ApiWorker.SECRET,
                            id,
                            time,
                            body,
                            exchange.getRequestHeaders().getFirst(WebhookSignature.SIGNATURE));
            Taken one = new Taken(
                    exchange.getRequestURI().getPath(),
                    id,
                    signed,
                    exchange.getRequestHeaders().getFirst("Weft-Attempt"),
                    JSON.readTree(body));
            int status = answer.applyAsInt(one);
            taken.add(one);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
