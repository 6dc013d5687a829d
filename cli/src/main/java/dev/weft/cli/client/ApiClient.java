package dev.weft.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.weft.cli.CliException;
import dev.weft.cli.Exit;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls the REST API. Everything but success is a {@link CliException} with words and exit code. Thread safe. */
public final class ApiClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final String server;
    private final String token;

    /**
     * @param server address without path
     * @param token bearer token; empty for none
     */
    public ApiClient(String server, String token) {
        this.server = server.replaceAll("/+$", "");
        this.token = token;
    }

    /** Address of the server, without a slash at its end. */
    public String server() {
        return server;
    }

    /** Gets a JSON document below {@code /api}. */
    public JsonNode get(String path) {
        return call(request(path).GET().build());
    }

    /** Gets all pages of a list below {@code /api} as one. */
    public JsonNode all(String path) {
        ObjectNode all = JSON.createObjectNode();
        ArrayNode items = all.putArray("items");
        String cursor = "";
        do {
            JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=200" + cursor);
            page.path("items").forEach(items::add);
            cursor = page.hasNonNull("next")
                    ? "&cursor=" + encode(page.path("next").asText())
                    : "";
        } while (!cursor.isEmpty());
        return all;
    }

    /**
     * What was got.
     *
     * @param tag the {@code ETag}, for {@code If-Match}
     */
    public record Tagged(JsonNode body, String tag) {}

    /** Gets a JSON document below {@code /api}, with its tag. */
    public Tagged getTagged(String path) {
        HttpResponse<String> response = send(request(path).GET().build());
        return new Tagged(body(response), response.headers().firstValue("ETag").orElse("*"));
    }

    /** Posts a JSON value. */
    public JsonNode post(String path, Object body) {
        return call(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(write(body)))
                .build());
    }

    /** Deletes what is at a path. */
    public JsonNode delete(String path) {
        return call(request(path).DELETE().build());
    }

    /**
     * Follows server-sent events below {@code /api} until the server ends them.
     *
     * @param last id of the last event that is known; empty for none
     * @param lines takes each line as it comes
     */
    public void follow(String path, String last, Consumer<String> lines) {
        stream(path, "text/event-stream", last, lines);
    }

    /**
     * Gets an answer of any length, line by line.
     *
     * @param type media type that is asked for
     */
    public void lines(String path, String type, Consumer<String> lines) {
        stream(path, type, "", lines);
    }

    private void stream(String path, String type, String last, Consumer<String> lines) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api" + path)).header("Accept", type);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        try {
            HttpResponse<Stream<String>> response = http.send(request.GET().build(), BodyHandlers.ofLines());
            try (Stream<String> body = response.body()) {
                if (response.statusCode() >= 400) {
                    throw Refusal.of(response.statusCode(), body.collect(Collectors.joining("\n")));
                }
                body.forEach(lines);
            }
        } catch (IOException e) {
            throw unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(Exit.INTERRUPTED, "Interrupted.");
        }
    }

    /** Puts a definition as its author wrote it. */
    public JsonNode putYaml(String path, String text) {
        return call(yaml(path).PUT(BodyPublishers.ofString(text)).build());
    }

    /** Posts a definition as its author wrote it. */
    public JsonNode postYaml(String path, String text) {
        return call(yaml(path).POST(BodyPublishers.ofString(text)).build());
    }

    /** Puts a definition in the place of the one with a tag. */
    public JsonNode putYaml(String path, String text, String tag) {
        return call(yaml(path)
                .header("If-Match", tag)
                .PUT(BodyPublishers.ofString(text))
                .build());
    }

    private HttpRequest.Builder yaml(String path) {
        return request(path).header("Content-Type", "application/yaml");
    }

    /** Whether the server is there and ready. */
    public boolean ready() {
        try {
            HttpRequest probe = HttpRequest.newBuilder(URI.create(server + "/readyz"))
                    .timeout(CONNECT)
                    .build();
            return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A JSON value as a record. */
    public static <T> T as(JsonNode value, Class<T> type) {
        try {
            return JSON.treeToValue(value, type);
        } catch (JsonProcessingException e) {
            throw new CliException(
                    Exit.FAILED, "Expected an answer that this version of weft understands, but: " + e.getMessage());
        }
    }

    /** A value as JSON. */
    public static JsonNode tree(@Nullable Object value) {
        return JSON.valueToTree(value);
    }

    /** Reads JSON. */
    public static JsonNode parse(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    /** One segment of a path or a value of a query. */
    public static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A parameter of a query after others; nothing where it has no value. */
    public static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + encode(value);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/api" + path)).timeout(ANSWER).header("Accept", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private URI uri(String path) {
        try {
            return URI.create(server + path);
        } catch (IllegalArgumentException e) {
            throw new CliException(
                    Exit.WRONG_USE,
                    "Expected an address such as http://localhost:8080 for --server, but found " + server);
        }
    }

    private JsonNode call(HttpRequest request) {
        return body(send(request));
    }

    private static JsonNode body(HttpResponse<String> response) {
        try {
            return response.body().isBlank() ? JSON.valueToTree(Map.of()) : JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new CliException(
                    Exit.UNREACHABLE,
                    "Expected JSON from " + response.uri() + ", but found something else. Is it Weft?");
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw Refusal.of(response.statusCode(), response.body());
            }
            return response;
        } catch (IOException e) {
            throw unreachable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(Exit.INTERRUPTED, "Interrupted.");
        }
    }

    private CliException unreachable() {
        return new CliException(
                Exit.UNREACHABLE,
                "Expected a Weft server at " + server
                        + ", but could not reach it. Start one with «weft up», or name it with --server.");
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of plain values can always be written", e);
        }
    }
}
