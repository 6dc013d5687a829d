package dev.weft.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** Somebody who takes events and remembers what it has answered. */
final class EventReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Answered> answered = new CopyOnWriteArrayList<>();
    private final ToIntFunction<Asked> answer;

    /**
     * A request.
     *
     * @param path without the first slash
     * @param attempt header {@code Weft-Attempt}
     */
    record Asked(String path, int attempt, JsonNode event) {
        /** What tells events apart. */
        String key() {
            return event.path("source").asText() + " " + event.path("id").asText();
        }
    }

    /** A request with the status of its answer. */
    record Answered(Asked asked, int status) {}

    private EventReceiver(HttpServer server, ToIntFunction<Asked> answer) {
        this.server = server;
        this.answer = answer;
    }

    /** @param answer gives the status */
    static EventReceiver start(ToIntFunction<Asked> answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        EventReceiver receiver = new EventReceiver(server, answer);
        server.createContext("/", receiver::take);
        server.setExecutor(receiver.threads);
        server.start();
        return receiver;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
    }

    /** In the order in which they were answered. */
    List<Answered> answered() {
        return List.copyOf(answered);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked asked = new Asked(
                    exchange.getRequestURI().getPath().substring(1),
                    Integer.parseInt(exchange.getRequestHeaders().getFirst("Weft-Attempt")),
                    JSON.readTree(exchange.getRequestBody().readAllBytes()));
            int status = answer.applyAsInt(asked);
            // Before it is answered, as the next of its lane comes at once.
            answered.add(new Answered(asked, status));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
