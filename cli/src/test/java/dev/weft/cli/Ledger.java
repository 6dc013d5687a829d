package dev.weft.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An agent outside of all that is killed: it remembers under which keys the tasks of runs asked it to work. */
final class Ledger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, Set<String>> keys = new ConcurrentHashMap<>();

    Ledger() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    /** The text of the agent's definition. */
    String agent() {
        return "name: ledger\nkind: http\nurl: http://127.0.0.1:"
                + server.getAddress().getPort() + "/\n";
    }

    /** Idempotency keys by run and path of the task, with a blank between. */
    Map<String, Set<String>> keys() {
        return keys;
    }

    private void take(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(exchange.getRequestBody());
        Headers headers = exchange.getRequestHeaders();
        keys.computeIfAbsent(
                        headers.getFirst("Weft-Run") + " " + headers.getFirst("Weft-Task"),
                        task -> ConcurrentHashMap.newKeySet())
                .add(headers.getFirst("Idempotency-Key"));
        try {
            TimeUnit.MILLISECONDS.sleep(asked.path("ms").asLong());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
